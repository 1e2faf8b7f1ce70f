package org.broadsheet.payments;

import java.util.Optional;
import java.util.UUID;
import org.broadsheet.payments.StripeCommand.CancelNow;
import org.broadsheet.payments.StripeCommand.ChangeAmount;
import org.broadsheet.payments.StripeCommand.ChangeFrequency;
import org.broadsheet.payments.StripeCommand.KeepGoing;
import org.broadsheet.payments.StripeCommand.MoveNextCharge;
import org.broadsheet.payments.StripeCommand.PauseUntil;
import org.broadsheet.payments.StripeCommand.PayInvoice;
import org.broadsheet.payments.StripeCommand.Refund;
import org.broadsheet.payments.StripeCommand.Resume;
import org.broadsheet.payments.StripeCommand.StopAtPeriodEnd;
import org.broadsheet.payments.StripeCommand.UseCard;
import org.broadsheet.payments.StripeCommand.VoidInvoice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What at Stripe a command is done to: found by our own rows alone, and only what belongs to the promise. */
@Component
class CommandTargets {
    private final SubscriptionStore subscriptions;
    private final PaymentStore payments;

    CommandTargets(SubscriptionStore subscriptions, PaymentStore payments) {
        this.subscriptions = subscriptions;
        this.payments = payments;
    }

    /** Empty when there is no such thing: then nothing can be done, now or later. */
    Optional<Target> of(UUID promise, StripeCommand command) {
        return switch (command) {
            case StopAtPeriodEnd each -> subscription(promise);
            case KeepGoing each -> subscription(promise);
            case CancelNow each -> subscription(promise);
            case ChangeAmount each -> subscription(promise);
            case ChangeFrequency each -> subscription(promise);
            case PauseUntil each -> subscription(promise);
            case Resume each -> subscription(promise);
            case MoveNextCharge each -> subscription(promise);
            case UseCard each -> subscription(promise);
            case Refund refund -> payment(promise, refund.payment());
            case VoidInvoice voided -> payment(promise, voided.payment()).filter(each -> each.invoiceId() != null);
            case PayInvoice paid -> payment(promise, paid.payment()).filter(each -> each.invoiceId() != null);
        };
    }

    private Optional<Target> subscription(UUID promise) {
        return subscriptions.idOf(promise).map(each -> new Target(each, null, null));
    }

    private Optional<Target> payment(UUID promise, UUID payment) {
        return payments.idsOf(promise, payment).map(each -> new Target(null, each.paymentIntentId(), each.invoiceId()));
    }

    record Target(
            @Nullable String subscriptionId,
            @Nullable String paymentIntentId,
            @Nullable String invoiceId) {}
}
