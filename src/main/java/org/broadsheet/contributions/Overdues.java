package org.broadsheet.contributions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.contributions.ContributionState.Reason;
import org.broadsheet.payments.Asker;
import org.broadsheet.payments.PaymentEvent.PaymentFailed;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.Refusal;
import org.broadsheet.payments.Repairs;
import org.broadsheet.payments.StripeCommand;
import org.broadsheet.publication.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after contributions whose charge was refused: writes the newsroom's letters, waits as long as the newsroom wants to, and then
 * takes the open invoice back and ends it. The time is ours, not Stripe's.
 */
@Component
class Overdues {
    private static final Logger LOG = LoggerFactory.getLogger(Overdues.class);

    private static final Duration FAREWELL_WITHIN = Duration.ofDays(7);
    private static final Duration LAPSE_ASKED_AGAIN_AFTER = Duration.ofDays(1);

    private final OverdueStore store;
    private final PromiseStore promises;
    private final ContributionStore contributions;
    private final OverdueLetters letters;
    private final Payments payments;
    private final Repairs repairs;
    private final Publication publication;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Overdues(
            OverdueStore store,
            PromiseStore promises,
            ContributionStore contributions,
            OverdueLetters letters,
            Payments payments,
            Repairs repairs,
            Publication publication,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.promises = promises;
        this.contributions = contributions;
        this.letters = letters;
        this.payments = payments;
        this.repairs = repairs;
        this.publication = publication;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The first letter need not wait for the next round. */
    @Async
    @TransactionalEventListener
    void on(PaymentFailed failed) {
        look(failed.promise(), store.policy());
    }

    void look() {
        var policy = store.policy();
        store.behind(clock.instant().minus(FAREWELL_WITHIN)).forEach(promise -> look(promise, policy));
    }

    private void look(UUID promise, GracePolicy policy) {
        try {
            transaction.executeWithoutResult(status -> lookAt(promise, policy));
        } catch (DataAccessException e) {
            LOG.error("Promise {} is behind and could not be looked after", promise, e);
        }
    }

    private void lookAt(UUID id, GracePolicy policy) {
        var promise = promises.lock(id).orElse(null);
        var contribution = contributions.ofPromise(id).orElse(null);
        if (promise == null || contribution == null || contribution.settledAt() == null) {
            return;
        }
        var paid = contribution.settledAt();
        if (contribution.state() instanceof PastDue due) {
            wait(promise, contribution, due, paid, policy);
        } else if (contribution.state() instanceof Ended ended
                && ended.reason() == Reason.UNPAID
                && once(contribution, paid, "farewell")) {
            letters.farewell(promise, contribution);
        }
    }

    private void wait(Promise promise, Contribution contribution, PastDue due, Instant paid, GracePolicy policy) {
        var zone = publication.newsroom().zone();
        var refusedOn = LocalDate.ofInstant(due.since(), zone);
        long day = ChronoUnit.DAYS.between(refusedOn, LocalDate.ofInstant(clock.instant(), zone));
        if (policy.isOver(day)) {
            lapse(contribution, paid);
            return;
        }
        var letter = policy.due(day);
        if (letter.isPresent()
                && due.stopsAt() == null
                && once(contribution, paid, letter.get().step())) {
            letters.reminder(promise, contribution, due, letter.get(), refusedOn.plusDays(policy.days()));
        }
    }

    /** First the invoice, so that nothing is taken after the end; the state follows from what Stripe then says. */
    private void lapse(Contribution contribution, Instant paid) {
        var now = clock.instant();
        if (!payments.underWay(contribution.promise()).isEmpty()
                || !store.begin(contribution.id(), paid, "lapse", now, now.minus(LAPSE_ASKED_AGAIN_AFTER))) {
            return;
        }
        for (Refusal owed : repairs.refusals(contribution.promise())) {
            payments.order(contribution.promise(), new StripeCommand.VoidInvoice(owed.payment()), Asker.newsroom());
        }
        payments.order(contribution.promise(), new StripeCommand.CancelNow(), Asker.newsroom());
    }

    private boolean once(Contribution contribution, Instant paid, String step) {
        return store.begin(contribution.id(), Objects.requireNonNull(paid), step, clock.instant(), Instant.EPOCH);
    }
}
