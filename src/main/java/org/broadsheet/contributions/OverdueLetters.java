package org.broadsheet.contributions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.contributions.GracePolicy.Letter;
import org.broadsheet.mail.Mailroom;
import org.broadsheet.mail.Message;
import org.broadsheet.members.Member;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.Refusal;
import org.broadsheet.payments.Repairs;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The letters about a refused payment. Calm, and silent in the subject line about what the money is for. */
@Component
class OverdueLetters {
    private final Mailroom mailroom;
    private final Members members;
    private final Repairs repairs;
    private final ManageLinks links;
    private final Publication publication;
    private final Texts texts;

    OverdueLetters(
            Mailroom mailroom,
            Members members,
            Repairs repairs,
            ManageLinks links,
            Publication publication,
            Texts texts) {
        this.mailroom = mailroom;
        this.members = members;
        this.repairs = repairs;
        this.links = links;
        this.publication = publication;
        this.texts = texts;
    }

    /** @param until the day on which we stop waiting */
    void reminder(Promise promise, Contribution contribution, PastDue due, Letter letter, LocalDate until) {
        var language = promise.language();
        var zone = publication.newsroom().zone();
        to(contribution).ifPresent(member -> {
            var link = links.withLetter(contribution, member, language);
            var model = model(contribution, language, member);
            var kind = kind(promise);
            model.put("tone", letter.tone().key());
            model.put("kind", kind.name().toLowerCase(Locale.ROOT));
            model.put("refusedOn", DateWords.full(due.since(), zone, language));
            model.put("until", DateWords.full(until, language));
            model.put("link", link);
            model.put("pay", link + "/payment");
            put(
                    model,
                    "again",
                    kind == Refusal.Kind.SOFT && due.nextAttempt() != null
                            ? DateWords.full(due.nextAttempt(), zone, language)
                            : null);
            send(
                    "overdue:" + contribution.id() + ":" + paid(contribution) + ":" + letter.step(),
                    "overdue",
                    member,
                    language,
                    texts.get(language, "dunning.subject", DateWords.full(due.since(), zone, language)),
                    model);
        });
    }

    /** Thanks for all of it, and an easy way back. */
    void farewell(Promise promise, Contribution contribution) {
        var language = promise.language();
        to(contribution).ifPresent(member -> {
            var model = model(contribution, language, member);
            model.put(
                    "again",
                    publication
                            .newsroom()
                            .absolute(language, again(contribution))
                            .toString());
            put(
                    model,
                    "since",
                    contribution.startedAt() == null
                            ? null
                            : DateWords.full(
                                    contribution.startedAt(),
                                    publication.newsroom().zone(),
                                    language));
            send(
                    "farewell:" + contribution.id() + ":" + paid(contribution),
                    "farewell",
                    member,
                    language,
                    texts.get(language, "dunning.farewell.subject"),
                    model);
        });
    }

    /** The support page with the same amount, as somebody comes back. */
    static String again(Contribution contribution) {
        return "/support?frequency=" + contribution.frequency().key() + "&amount="
                + MoneyText.plain(contribution.amount()) + "&currency="
                + contribution.amount().currency().getCurrencyCode();
    }

    private Refusal.Kind kind(Promise promise) {
        return repairs.refusals(promise.id()).stream()
                .findFirst()
                .map(Refusal::kind)
                .orElse(Refusal.Kind.SOFT);
    }

    private Optional<Member> to(Contribution contribution) {
        return contribution.member() == null ? Optional.empty() : members.find(contribution.member());
    }

    private HashMap<String, Object> model(Contribution contribution, Locale language, Member member) {
        var model = new HashMap<String, Object>();
        model.put("sum", MoneyText.format(contribution.amount(), language));
        put(model, "name", member.name());
        return model;
    }

    private void send(
            String key, String template, Member to, Locale language, String subject, Map<String, Object> model) {
        mailroom.send(new Message(key, template, to.email(), language, subject, model, Message.Urgency.NORMAL, null));
    }

    private static long paid(Contribution contribution) {
        Instant paid = contribution.settledAt();
        return paid == null ? 0 : paid.getEpochSecond();
    }

    private static void put(HashMap<String, Object> model, String key, @Nullable Object value) {
        if (value != null) {
            model.put(key, value);
        }
    }
}
