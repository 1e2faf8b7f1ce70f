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
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock wall;

    MoneyBackApplication(
            PaymentStore payments,
            RefundStore refunds,
            DisputeStore disputes,
            Ledger ledger,
            ApplicationEventPublisher events,
            @Qualifier("wall") Clock wall) {
        this.payments = payments;
        this.refunds = refunds;
        this.disputes = disputes;
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
            events.publishEvent(
                    new PaymentDisputed(promise, payment.id(), facts.amount(), facts.at(), facts.inquiry()));
        }
        boolean wasOpen = before.map(each -> isOpen(each.state())).orElse(true);
        if (wasOpen && !isOpen(facts.state())) {
            events.publishEvent(
                    new DisputeClosed(promise, payment.id(), facts.amount(), facts.state() != DisputeState.LOST));
        }
    }

    private static boolean isOpen(DisputeState state) {
        return switch (state) {
            case NEEDS_RESPONSE, UNDER_REVIEW -> true;
            case WON, LOST, CLOSED -> false;
        };
    }
}
