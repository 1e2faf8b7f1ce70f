package org.broadsheet.contributions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.Given;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.contributions.ContributionState.Pending;
import org.broadsheet.contributions.papers.Papers;
import org.broadsheet.contributions.papers.Receipt;
import org.broadsheet.mail.Mailroom;
import org.broadsheet.mail.Message;
import org.broadsheet.members.Member;
import org.broadsheet.members.Members;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.PaymentRecord;
import org.broadsheet.payments.Payments;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One mail for each payment that arrived: the sum, what was promised, what comes next and how to stop. */
@Component
class Receipts {
    private final Papers papers;
    private final ManageLinks links;
    private final Mailroom mailroom;
    private final Members members;
    private final Payments payments;
    private final Publication publication;
    private final Texts texts;

    Receipts(
            Papers papers,
            ManageLinks links,
            Mailroom mailroom,
            Members members,
            Payments payments,
            Publication publication,
            Texts texts) {
        this.papers = papers;
        this.links = links;
        this.mailroom = mailroom;
        this.members = members;
        this.payments = payments;
        this.publication = publication;
        this.texts = texts;
    }

    void send(Promise promise, Contribution contribution, PaymentSettled settled) {
        var receipt = papers.issue(draft(promise, contribution, settled));
        if (contribution.member() == null) {
            return;
        }
        members.find(contribution.member()).ifPresent(member -> send(promise, contribution, settled, receipt, member));
    }

    private Receipt.Draft draft(Promise promise, Contribution contribution, PaymentSettled settled) {
        boolean asPromised = settled.amount().equals(promise.total());
        return new Receipt.Draft(
                settled.payment(),
                contribution.id(),
                promise.frequency(),
                asPromised ? promise.base() : settled.amount(),
                asPromised ? promise.fee() : new Money(0, settled.amount().currency()),
                settled.at(),
                card(promise, settled.payment()),
                promise.language(),
                promise.text(),
                LocalDate.ofInstant(promise.createdAt(), publication.newsroom().zone()));
    }

    private void send(
            Promise promise, Contribution contribution, PaymentSettled settled, Receipt receipt, Member member) {
        var language = promise.language();
        var newsroom = publication.newsroom();
        var zone = newsroom.zone();
        var model = new HashMap<String, Object>();
        model.put("first", settled.first());
        model.put("frequency", promise.frequency().key());
        model.put("sum", MoneyText.exact(settled.amount(), language));
        model.put("shortSum", MoneyText.format(settled.amount(), language));
        model.put("base", MoneyText.exact(receipt.base(), language));
        put(model, "fee", receipt.fee().isZero() ? null : MoneyText.exact(receipt.fee(), language));
        model.put("paidOn", DateWords.full(settled.at(), zone, language));
        model.put("number", receipt.number().toString());
        model.put("preheader", promise.text());
        model.put("promise", promise.text());
        model.put("promisedOn", DateWords.full(LocalDate.ofInstant(promise.createdAt(), zone), language));
        put(model, "name", member.name());
        put(model, "card", receipt.card());
        put(
                model,
                "next",
                nextCharge(contribution)
                        .map(at -> DateWords.full(at, zone, language))
                        .orElse(null));
        model.put("link", links.withReceipt(contribution, member, language));
        model.put("account", newsroom.absolute(language, "/account/support").toString());
        if (settled.first() && !member.claimed()) {
            var claim = members.inviteToClaim(member.id(), promise.payerBrowserHash());
            model.put(
                    "claim",
                    newsroom.absolute(language, "/claim/" + claim.token().value())
                            .toString());
            model.put("code", claim.code());
        }
        mailroom.send(new Message(
                "receipt:" + settled.payment(),
                "receipt",
                member.email(),
                language,
                texts.get(
                        language,
                        "contributions.receipt.subject",
                        newsroom.name(language),
                        MoneyText.format(settled.amount(), language)),
                model,
                Message.Urgency.NORMAL,
                null));
    }

    /** When money is taken next: never when it ends before that. */
    static Optional<Instant> nextCharge(Contribution contribution) {
        return switch (contribution.state()) {
            case Active active ->
                active.stopsAt() == null ? Optional.ofNullable(active.nextCharge()) : Optional.empty();
            case PastDue due -> Optional.ofNullable(due.nextAttempt());
            case ContributionState.Paused paused ->
                paused.stopsAt() == null ? Optional.ofNullable(paused.nextCharge()) : Optional.empty();
            case ContributionState.Held held -> Optional.empty();
            case Pending pending -> Optional.empty();
            case Given given -> Optional.empty();
            case Ended ended -> Optional.empty();
        };
    }

    private @Nullable String card(Promise promise, UUID payment) {
        return payments.of(promise.id()).stream()
                .filter(each -> each.id().equals(payment))
                .map(PaymentRecord::card)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static void put(HashMap<String, Object> model, String key, @Nullable Object value) {
        if (value != null) {
            model.put(key, value);
        }
    }
}
