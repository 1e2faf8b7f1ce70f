package org.broadsheet.payments;

import org.broadsheet.payments.PaymentEvent.CommandRefused;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells somebody of what Stripe would not do and nobody is waiting for in front of a page. */
@Component
class RefusedCommands {
    private final Cases cases;
    private final PaymentStore payments;
    private final SubscriptionStore subscriptions;

    RefusedCommands(Cases cases, PaymentStore payments, SubscriptionStore subscriptions) {
        this.cases = cases;
        this.payments = payments;
        this.subscriptions = subscriptions;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CommandRefused refused) {
        var promise = refused.promise();
        switch (refused.command().command()) {
            case StripeCommand.Refund refund ->
                payments.idsOf(promise, refund.payment())
                        .ifPresent(ids -> cases.raise(CaseKind.REFUND_REFUSED, ids.paymentIntentId(), promise));
            case StripeCommand.CancelNow cancel ->
                subscriptions
                        .find(promise)
                        .filter(each -> each.endedAt() == null)
                        .flatMap(each -> subscriptions.idOf(promise))
                        .ifPresent(id -> cases.raise(CaseKind.STOP_REFUSED, id, promise));
            default -> {}
        }
    }
}
