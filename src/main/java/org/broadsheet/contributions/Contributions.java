package org.broadsheet.contributions;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.Asker;
import org.broadsheet.payments.CheckoutOutcome;
import org.broadsheet.payments.CheckoutRequest;
import org.broadsheet.payments.PaymentRecord;
import org.broadsheet.payments.Payments;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.stereotype.Service;

/** Starts contributions and tells how they are. */
@Service
public class Contributions {
    /** A page that closes while its reader asks for it again is opened anew; more than once would be a fault of ours. */
    private static final int MOST_ATTEMPTS_AT_ONCE = 3;

    private final PromiseStore promises;
    private final ContributionStore contributions;
    private final Payments payments;
    private final Changes changes;
    private final Payer payer;
    private final PromiseWords words;
    private final Publication publication;
    private final Texts texts;
    private final Clock clock;

    Contributions(
            PromiseStore promises,
            ContributionStore contributions,
            Payments payments,
            Changes changes,
            Payer payer,
            PromiseWords words,
            Publication publication,
            Texts texts,
            Clock clock) {
        this.promises = promises;
        this.contributions = contributions;
        this.payments = payments;
        this.changes = changes;
        this.payer = payer;
        this.words = words;
        this.publication = publication;
        this.texts = texts;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), publication.newsroom().zone());
    }

    /**
     * Keeps the promise, then asks Stripe for a page to pay it on, outside any transaction. The same form asked for the same gift is
     * the same promise and the same page, however often and however fast.
     */
    Start start(Gift gift, Token formKey, Token browser) {
        for (int round = 0; round < MOST_ATTEMPTS_AT_ONCE; round++) {
            var promise = keep(gift, formKey, browser);
            var thanks = payer.thanks(formKey, gift.contentHash(), promise.attempt());
            closeEarlier(promise);
            switch (payments.open(request(promise, gift, thanks))) {
                case CheckoutOutcome.Opened opened -> {
                    return new Start.Pay(opened.page());
                }
                case CheckoutOutcome.AlreadyPaid paid -> {
                    return new Start.PaidAlready(thanks);
                }
                case CheckoutOutcome.Unreachable unreachable -> {
                    return new Start.Unreachable();
                }
                case CheckoutOutcome.Closed closed ->
                    promises.close(promise.id(), Promise.State.EXPIRED, clock.instant());
            }
        }
        return new Start.Unreachable();
    }

    /** Looks at Stripe first: the browser's coming back proves nothing, and a webhook may still be on its way. */
    Optional<Outcome> outcome(Token thanks) {
        return promises.thankedBy(thanks.hash()).map(promise -> {
            var state = payments.refresh(promise.id());
            return new Outcome(
                    promise, state, contributions.ofPromise(promise.id()).orElse(null));
        });
    }

    Optional<Promise> promised(Token thanks) {
        return promises.thankedBy(thanks.hash());
    }

    /** Newest first. */
    List<Contribution> of(MemberId member) {
        return contributions.ofMember(member);
    }

    List<PaymentRecord> paymentsOf(Contribution contribution) {
        return payments.of(contribution.promise());
    }

    /** Only one's own. */
    Optional<Contribution> own(MemberId member, UUID contribution) {
        return contributions.find(contribution).filter(each -> member.equals(each.member()));
    }

    /** What a member gives every month or year, and goes on giving unless it is stopped. */
    Optional<Contribution> live(MemberId member) {
        return of(member).stream()
                .filter(each -> each.frequency().recurs() && each.state().isLive())
                .findFirst();
    }

    boolean allows(Contribution contribution, Change.Kind kind) {
        return Possible.is(kind, contribution, clock.instant());
    }

    /** Whether a form was taken before. */
    boolean knows(Contribution contribution, Token formKey) {
        return changes.isKnown(contribution.id(), formKey.value());
    }

    /**
     * Takes down a wish and waits a little for Stripe; what is stored of the contribution follows from what Stripe then says.
     *
     * @param revision of the contribution when the form was shown
     */
    Taken take(Contribution contribution, Wish wish, Token formKey, int revision, Asker by) {
        var taken = changes.take(contribution.id(), wish, formKey.value(), revision, by);
        return taken instanceof Taken.Noted noted ? new Taken.Noted(awaited(noted.change())) : taken;
    }

    /** Stops it as it is now, whatever was in view: for a link that does this one thing. */
    Taken stop(Contribution contribution, Asker by) {
        var now = contributions.find(contribution.id()).orElseThrow();
        return take(now, new Wish.Stop(null), Token.random(), now.revision(), by);
    }

    /** Gives back a promise that was one too many. */
    Change giveBack(Contribution held, Token formKey, Asker by) {
        return awaited(changes.giveBack(held, formKey.value(), "refund", by));
    }

    Optional<Change> change(UUID id) {
        return changes.find(id);
    }

    Optional<Change> latestChange(Contribution contribution) {
        return changes.latest(contribution.id());
    }

    private Change awaited(Change change) {
        payments.await(change.commands().getLast());
        return changes.find(change.id()).orElseThrow();
    }

    private Promise keep(Gift gift, Token formKey, Token browser) {
        var known = promises.latest(formKey.value(), gift.contentHash());
        if (known.isPresent() && isStillGood(known.get())) {
            return known.get();
        }
        int attempt = known.map(each -> each.attempt() + 1).orElse(1);
        var today = today();
        promises.keep(
                formKey.value(),
                attempt,
                gift,
                today,
                words.say(
                        new ChargeSchedule(gift.frequency(), today),
                        MoneyText.format(gift.total(), gift.language()),
                        gift.language()),
                browser.hash(),
                payer.thanks(formKey, gift.contentHash(), attempt).hash(),
                clock.instant());
        return promises.latest(formKey.value(), gift.contentHash()).orElseThrow();
    }

    private static boolean isStillGood(Promise promise) {
        return switch (promise.state()) {
            case OPEN, COMPLETED -> true;
            case EXPIRED, REPLACED -> false;
        };
    }

    /** Who goes back and chooses again must not be able to pay both. */
    private void closeEarlier(Promise promise) {
        for (var earlier : promises.openBefore(promise)) {
            payments.close(earlier);
            promises.close(earlier, Promise.State.REPLACED, clock.instant());
        }
    }

    private CheckoutRequest request(Promise promise, Gift gift, Token thanks) {
        var newsroom = publication.newsroom();
        var language = promise.language();
        return new CheckoutRequest(
                promise.id(),
                promise.total(),
                promise.frequency(),
                texts.get(
                        language,
                        "contributions.description." + promise.frequency().key(),
                        newsroom.name(language)),
                language,
                gift.email(),
                newsroom.absolute(language, "/support/thanks/" + thanks.value()),
                newsroom.absolute(language, "/support/cancelled?gift=" + thanks.value()),
                PromiseTerms.write(promise));
    }
}
