package org.broadsheet.contributions;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what became of what was asked for: done, or noted and waiting for Stripe, or refused. Never more than is known. */
@Component
class ChangeNotices {
    private final Contributions contributions;
    private final ChangeWords words;
    private final Publication publication;
    private final Texts texts;

    ChangeNotices(Contributions contributions, ChangeWords words, Publication publication, Texts texts) {
        this.contributions = contributions;
        this.words = words;
        this.publication = publication;
        this.texts = texts;
    }

    public record Notice(String tone, String title, String text, List<ChangeWords.Line> charges) {}

    /** @param noted the change that was asked for just now; what waits is told in any case */
    List<Notice> of(List<Contribution> all, String noted, Locale language) {
        return all.stream()
                .map(each -> contributions
                        .latestChange(each)
                        .map(change -> notice(change, each, change.id().equals(uuid(noted)), language))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Notice notice(Change change, Contribution of, boolean now, Locale language) {
        ZoneId zone = publication.newsroom().zone();
        var key = "contributions.change." + change.kind().key();
        var askedOn = DateWords.full(change.askedAt(), zone, language);
        return switch (change.state()) {
            case ASKED ->
                new Notice(
                        "warn",
                        texts.get(language, key + ".noted"),
                        texts.get(language, "contributions.change.waits", askedOn),
                        List.of());
            case REFUSED ->
                now
                        ? new Notice(
                                "bad",
                                texts.get(language, "contributions.change.refused.title"),
                                texts.get(language, "contributions.change.refused.text", askedOn),
                                List.of())
                        : null;
            case DONE ->
                now
                        ? new Notice(
                                "good",
                                texts.get(language, key + ".done"),
                                texts.get(language, "contributions.change.mailed"),
                                words.charges(Forecast.of(of, zone), language))
                        : null;
        };
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
