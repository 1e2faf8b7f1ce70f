package org.broadsheet.contributions;

import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.Given;
import org.broadsheet.contributions.ContributionState.Held;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.contributions.ContributionState.Paused;
import org.broadsheet.contributions.ContributionState.Pending;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.PaymentRecord;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What a member gives: what runs, when it is charged next, and every payment. */
@Controller
class AccountSupportController {
    private final Contributions contributions;
    private final ChangeNotices notices;
    private final Members members;
    private final Publication publication;
    private final Texts texts;

    AccountSupportController(
            Contributions contributions, ChangeNotices notices, Members members, Publication publication, Texts texts) {
        this.contributions = contributions;
        this.notices = notices;
        this.members = members;
        this.publication = publication;
        this.texts = texts;
    }

    @GetMapping("/account/support")
    String show(
            @RequestParam(defaultValue = "") String noted, Locale locale, Model model, HttpServletResponse response) {
        var member = members.signedIn().orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        var words = new Words(
                publication.newsroom().nearest(locale), publication.newsroom().zone());
        var all = contributions.of(member);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        model.addAttribute(
                "recurring",
                all.stream()
                        .filter(each -> each.frequency().recurs())
                        .map(words::contribution)
                        .toList());
        model.addAttribute("payments", all.stream().flatMap(words::payments).toList());
        model.addAttribute("any", !all.isEmpty());
        model.addAttribute("notices", notices.of(all, noted, words.language));
        return "contributions/account";
    }

    /** A contribution as its row of the page has it; what is null has no line. */
    public record Shown(
            UUID id,
            boolean canBeStopped,
            String amount,
            String tag,
            String tagLabel,
            @Nullable String since,
            @Nullable String next,
            String nextLabel,
            String story,
            Set<String> ways) {}

    public record ShownPayment(
            String date, String sum, String what, @Nullable String card, String tag, String state) {}

    private final class Words {
        private final Locale language;
        private final ZoneId zone;

        Words(Locale language, ZoneId zone) {
            this.language = language;
            this.zone = zone;
        }

        Shown contribution(Contribution contribution) {
            var sum = MoneyText.format(contribution.amount(), language);
            var next = Receipts.nextCharge(contribution).map(at -> DateWords.full(at, zone, language));
            return new Shown(
                    contribution.id(),
                    contribution.state().canBeStopped(),
                    texts.get(
                            language,
                            "contributions.amount." + contribution.frequency().key(),
                            sum),
                    tag(contribution.state()),
                    texts.get(language, "contributions.state." + key(contribution.state())),
                    Optional.ofNullable(contribution.startedAt())
                            .map(at -> DateWords.full(at, zone, language))
                            .orElse(null),
                    next.orElse(null),
                    texts.get(
                            language,
                            contribution.state() instanceof PastDue
                                    ? "contributions.account.nextAttempt"
                                    : "contributions.account.next"),
                    story(contribution.state()),
                    Arrays.stream(Change.Kind.values())
                            .filter(each -> contributions.allows(contribution, each))
                            .map(Change.Kind::key)
                            .collect(Collectors.toSet()));
        }

        java.util.stream.Stream<ShownPayment> payments(Contribution contribution) {
            List<PaymentRecord> all = contributions.paymentsOf(contribution);
            return all.stream()
                    .map(payment -> new ShownPayment(
                            DateWords.full(payment.at(), zone, language),
                            MoneyText.exact(payment.amount(), language),
                            texts.get(
                                    language,
                                    "contributions.kind."
                                            + contribution.frequency().key()),
                            Objects.requireNonNullElse(payment.card(), ""),
                            switch (payment.state()) {
                                case SETTLED -> "good";
                                case PROCESSING -> "warn";
                                case FAILED -> "bad";
                                case REFUNDED -> "off";
                            },
                            texts.get(
                                    language,
                                    "contributions.payment."
                                            + payment.state().name().toLowerCase(Locale.ROOT))));
        }

        private String story(ContributionState state) {
            return switch (state) {
                case Pending pending -> texts.get(language, "contributions.story.pending");
                case Given given -> "";
                case Active active ->
                    active.stopsAt() == null
                            ? ""
                            : texts.get(
                                    language,
                                    "contributions.story.stops",
                                    DateWords.full(active.stopsAt(), zone, language));
                case Held held -> texts.get(language, "contributions.story.held");
                case Paused paused ->
                    paused.stopsAt() != null
                            ? texts.get(
                                    language,
                                    "contributions.story.stops",
                                    DateWords.full(paused.stopsAt(), zone, language))
                            : paused.nextCharge() == null
                                    ? texts.get(language, "contributions.story.pausedOpen")
                                    : texts.get(
                                            language,
                                            "contributions.story.paused",
                                            DateWords.full(paused.nextCharge(), zone, language));
                case PastDue due ->
                    texts.get(language, "contributions.story.pastDue", DateWords.full(due.since(), zone, language));
                case Ended ended ->
                    texts.get(language, "contributions.story.ended", DateWords.full(ended.at(), zone, language));
            };
        }

        private static String tag(ContributionState state) {
            return switch (state) {
                case Pending pending -> "warn";
                case Given given -> "good";
                case Active active -> "good";
                case PastDue due -> "warn";
                case Held held -> "warn";
                case Paused paused -> "off";
                case Ended ended -> "off";
            };
        }

        private static String key(ContributionState state) {
            return switch (state) {
                case Pending pending -> "pending";
                case Given given -> "given";
                case Active active -> "active";
                case PastDue due -> "pastDue";
                case Held held -> "held";
                case Paused paused -> "paused";
                case Ended ended -> "ended";
            };
        }
    }
}
