package org.broadsheet.contributions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.mail.Mailroom;
import org.broadsheet.mail.Message;
import org.broadsheet.members.Member;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.Card;
import org.broadsheet.payments.Repairs;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes ahead: fourteen days before a yearly charge, and thirty and seven days before a card runs out. */
@Component
class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private static final Duration BEFORE_A_YEAR = Duration.ofDays(14);
    private static final int EARLY = 30;
    private static final int LATE = 7;

    private final NoticeStore store;
    private final PromiseStore promises;
    private final ContributionStore contributions;
    private final ManageLinks links;
    private final Repairs repairs;
    private final Members members;
    private final Mailroom mailroom;
    private final Publication publication;
    private final Texts texts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Notices(
            NoticeStore store,
            PromiseStore promises,
            ContributionStore contributions,
            ManageLinks links,
            Repairs repairs,
            Members members,
            Mailroom mailroom,
            Publication publication,
            Texts texts,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.promises = promises;
        this.contributions = contributions;
        this.links = links;
        this.repairs = repairs;
        this.members = members;
        this.mailroom = mailroom;
        this.publication = publication;
        this.texts = texts;
        this.transaction = transaction;
        this.clock = clock;
    }

    void look() {
        var now = clock.instant();
        store.annualChargesBetween(now, now.plus(BEFORE_A_YEAR)).forEach(each -> about(each, this::annual));
        var today = today(now);
        for (var card : repairs.expiring(today, today.plusDays(EARLY))) {
            about(card.promise(), (promise, contribution) -> card(promise, contribution, card));
        }
    }

    private void about(UUID id, BiConsumer<Promise, Contribution> write) {
        try {
            transaction.executeWithoutResult(status -> promises.lock(id)
                    .ifPresent(promise -> contributions
                            .ofPromise(id)
                            .ifPresent(contribution -> write.accept(promise, contribution))));
        } catch (DataAccessException e) {
            LOG.error("No notice could be written about promise {}", id, e);
        }
    }

    private void annual(Promise promise, Contribution contribution) {
        if (!(contribution.state() instanceof Active active) || active.nextCharge() == null) {
            return;
        }
        var day = today(active.nextCharge());
        if (store.begin(contribution.id(), "annual", day, clock.instant())) {
            var model = new HashMap<String, Object>();
            model.put("day", DateWords.full(day, promise.language()));
            repairs.card(promise.id()).ifPresent(card -> model.put("card", card.label()));
            send("annual", contribution, day, promise.language(), model);
        }
    }

    private void card(Promise promise, Contribution contribution, Card card) {
        if (!contribution.state().canBeStopped()) {
            return;
        }
        var now = clock.instant();
        boolean late = ChronoUnit.DAYS.between(today(now), card.expiresOn()) <= LATE;
        if (store.begin(contribution.id(), late ? "card_7" : "card_30", card.expiresOn(), now)) {
            var model = new HashMap<String, Object>();
            model.put("card", card.label());
            model.put("day", DateWords.full(card.expiresOn(), promise.language()));
            model.put(
                    "change",
                    publication
                            .newsroom()
                            .absolute(promise.language(), "/account/support/" + contribution.id() + "/card")
                            .toString());
            send(late ? "card-late" : "card", contribution, card.expiresOn(), promise.language(), model);
        }
    }

    private void send(
            String kind, Contribution contribution, LocalDate about, Locale language, HashMap<String, Object> model) {
        if (contribution.member() == null) {
            return;
        }
        members.find(contribution.member()).ifPresent(member -> {
            model.put("sum", MoneyText.format(contribution.amount(), language));
            model.put("link", links.withLetter(contribution, member, language));
            var template = kind.equals("annual") ? "annual" : "card";
            mailroom.send(message(kind, template, contribution, about, member, language, model));
        });
    }

    private Message message(
            String kind,
            String template,
            Contribution contribution,
            LocalDate about,
            Member to,
            Locale language,
            HashMap<String, Object> model) {
        if (to.name() != null) {
            model.put("name", to.name());
        }
        return new Message(
                "notice:" + kind + ":" + contribution.id() + ":" + about,
                template,
                to.email(),
                language,
                texts.get(language, "dunning." + template + ".subject", String.valueOf(model.get("day"))),
                model,
                Message.Urgency.NORMAL,
                null);
    }

    private LocalDate today(Instant at) {
        return LocalDate.ofInstant(at, publication.newsroom().zone());
    }
}
