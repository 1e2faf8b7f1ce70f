package org.broadsheet.payments;

import java.time.Clock;
import java.util.UUID;
import org.broadsheet.ledger.Ledger;
import org.broadsheet.money.Money;
import org.broadsheet.payments.MoneyBack.DisputeFacts;
import org.broadsheet.payments.MoneyBack.DisputeState;
import org.broadsheet.payments.MoneyBack.RefundFacts;
import org.broadsheet.payments.PaymentEvent.DisputeClosed;
import org.broadsheet.payments.PaymentEvent.PaymentDisputed;
import org.broadsheet.payments.PaymentEvent.PaymentRefunded;
import org.broadsheet.payments.PaymentEvent.RefundFailed;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what went back of a payment: our rows, the books, and what is told of the difference. */
@Component
class MoneyBackApplication {
    private final PaymentStore payments;
    private final RefundStore refunds;
    private final DisputeStore disputes;
    private final SubscriptionStore subscriptions;
    private final CommandStore commands;
    private final Cases cases;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock wall;

    MoneyBackApplication(
            PaymentStore payments,
            RefundStore refunds,
            DisputeStore disputes,
            SubscriptionStore subscriptions,
            CommandStore commands,
            Cases cases,
            Ledger ledger,
            ApplicationEventPublisher events,
            @Qualifier("wall") Clock wall) {
        this.payments = payments;
        this.refunds = refunds;
        this.disputes = disputes;
        this.subscriptions = subscriptions;
        this.commands = commands;
        this.cases = cases;
        this.ledger = ledger;
        this.events = events;
        this.wall = wall;
    }

    /** Nothing goes back of money that has not come; a payment that is not known yet is told first, and this again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(UUID promise, MoneyBack back) {
        var payment = payments.find(back.paymentIntentId());
        if (payment.isEmpty() || !payment.get().isPaid()) {
            return;
        }
        var known = payment.get();
        boolean whole = isWhole(known.amount(), back);
        payments.mark(known.id(), whole ? PaymentRecord.State.REFUNDED : PaymentRecord.State.SETTLED);
        back.refunds().forEach(each -> refund(promise, known, each, whole));
        back.disputes().forEach(each -> dispute(promise, known, each));
    }

    private static boolean isWhole(Money amount, MoneyBack back) {
        return back.refunds().stream()
                        .filter(RefundFacts::counts)
                        .mapToLong(each -> each.amount().minorUnits())
                        .sum()
                >= amount.minorUnits();
    }

    private void refund(UUID promise, PaymentStore.Known payment, RefundFacts facts, boolean whole) {
        var before = refunds.stateOf(facts.id());
        refunds.put(payment.id(), facts, wall.instant());
        facts.movements()
                .forEach(each -> MovementPosting.ofPayment(each, payment.id()).ifPresent(ledger::post));
        if (before.isEmpty()) {
            events.publishEvent(new PaymentRefunded(promise, payment.id(), facts.amount(), facts.at(), whole));
        }
        boolean countedBefore = before.map(RefundStore::counts).orElse(true);
        if (countedBefore && !facts.counts()) {
            cases.raise(CaseKind.REFUND_FAILED, facts.id(), promise);
            events.publishEvent(new RefundFailed(promise, payment.id(), facts.amount(), facts.at()));
        }
    }

    private void dispute(UUID promise, PaymentStore.Known payment, DisputeFacts facts) {
        var before = disputes.find(facts.id());
        disputes.put(payment.id(), facts, wall.instant());
        facts.movements()
                .forEach(each -> MovementPosting.ofPayment(each, payment.id()).ifPresent(ledger::post));
        boolean escalated =
                before.map(each -> each.inquiry() && !facts.inquiry()).orElse(false);
        if (before.isEmpty() || escalated) {
            if (!facts.inquiry() && facts.state() != DisputeState.WON) {
                stop(promise);
            }
            events.publishEvent(
                    new PaymentDisputed(promise, payment.id(), facts.amount(), facts.at(), facts.inquiry()));
        }
        boolean wasOpen = before.map(each -> isOpen(each.state())).orElse(true);
        if (wasOpen && !isOpen(facts.state())) {
            events.publishEvent(
                    new DisputeClosed(promise, payment.id(), facts.amount(), facts.state() != DisputeState.LOST));
        }
    }

    /** Whoever's bank takes the money back must not be charged again, whatever Stripe's account is set to. */
    private void stop(UUID promise) {
        boolean lives =
                subscriptions.find(promise).map(each -> each.endedAt() == null).orElse(false);
        boolean ordered = commands.unfinished(promise).stream()
                .anyMatch(each -> each.command() instanceof StripeCommand.CancelNow);
        if (lives && !ordered) {
            var command = commands.add(promise, new StripeCommand.CancelNow(), Asker.newsroom(), wall.instant());
            events.publishEvent(new CommandQueued(command));
        }
    }

    private static boolean isOpen(DisputeState state) {
        return switch (state) {
            case NEEDS_RESPONSE, UNDER_REVIEW -> true;
            case WON, LOST, CLOSED -> false;
        };
    }
}
