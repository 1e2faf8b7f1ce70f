package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.payments.CommandOutcome;
import org.broadsheet.payments.CommandOutcome.Done;
import org.broadsheet.payments.CommandOutcome.Refused;
import org.broadsheet.payments.PaymentGateway.CommandCall;
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
import org.springframework.stereotype.Component;

/**
 * Does at Stripe what was ordered. The id of the command is left on what it changed, so that it can be told afterwards whether it
 * was: commands of one promise come one after another, and the last one that got through is the one that stands there.
 */
@Component
class StripeCommands {
    static final String COMMAND = "broadsheet_command";

    private final StripeClient stripe;
    private final StripeBreaker breaker;
    private final StripePrices prices;

    StripeCommands(StripeClient stripe, StripeBreaker breaker, StripePrices prices) {
        this.stripe = stripe;
        this.breaker = breaker;
        this.prices = prices;
    }

    CommandOutcome carryOut(CommandCall call) {
        try {
            return breaker.asked("command " + call.command(), () -> done(call));
        } catch (StripeException refusal) {
            // What is so already cannot be done again, and need not be.
            return outcomeOf(call).<CommandOutcome>map(each -> each).orElseGet(() -> new Refused(code(refusal)));
        }
    }

    Optional<Done> outcomeOf(CommandCall call) {
        try {
            return breaker.asked("looking for command " + call.command(), () -> found(call));
        } catch (StripeException e) {
            return Optional.empty();
        }
    }

    private Done done(CommandCall call) throws StripeException {
        var options = RequestOptions.builder()
                .setIdempotencyKey(call.idempotencyKey())
                .build();
        switch (call.what()) {
            case Refund refund -> {
                return new Done(stripe.v1()
                        .refunds()
                        .create(refund(call, refund), options)
                        .getId());
            }
            case VoidInvoice each -> stripe.v1().invoices().voidInvoice(invoice(call), options);
            case PayInvoice each -> stripe.v1().invoices().pay(invoice(call), options);
            case CancelNow each ->
                stripe.v1()
                        .subscriptions()
                        .cancel(
                                subscription(call),
                                SubscriptionCancelParams.builder()
                                        .setInvoiceNow(false)
                                        .setProrate(false)
                                        .build(),
                                options);
            case StopAtPeriodEnd each -> update(call, changes(call).setCancelAtPeriodEnd(true), options);
            case KeepGoing each -> update(call, keepGoing(changes(call), read(call)), options);
            case PauseUntil pause -> update(call, changes(call).setPauseCollection(voiding(pause)), options);
            case Resume each ->
                update(call, changes(call).setPauseCollection(com.stripe.param.common.EmptyParam.EMPTY), options);
            case UseCard card -> update(call, changes(call).setDefaultPaymentMethod(card.paymentMethod()), options);
            case MoveNextCharge move ->
                update(call, changes(call).setTrialEnd(move.to().getEpochSecond()), options);
            case ChangeAmount change -> update(call, changes(call).addItem(prices.amount(read(call), change)), options);
            case ChangeFrequency change ->
                update(
                        call,
                        changes(call)
                                .setDescription(change.description())
                                .setTrialEnd(change.from().getEpochSecond())
                                .addItem(prices.frequency(read(call), change, call.idempotencyKey())),
                        options);
        }
        return new Done(null);
    }

    private Optional<Done> found(CommandCall call) throws StripeException {
        return switch (call.what()) {
            case Refund each -> {
                var params = RefundListParams.builder()
                        .setPaymentIntent(call.paymentIntentId())
                        .build();
                for (var refund : stripe.v1().refunds().list(params).autoPagingIterable()) {
                    if (call.command().toString().equals(refund.getMetadata().get(COMMAND))) {
                        yield Optional.of(new Done(refund.getId()));
                    }
                }
                yield Optional.empty();
            }
            case VoidInvoice each ->
                doneIf("void"
                        .equals(stripe.v1().invoices().retrieve(invoice(call)).getStatus()));
            case PayInvoice each ->
                doneIf("paid"
                        .equals(stripe.v1().invoices().retrieve(invoice(call)).getStatus()));
            case CancelNow each -> doneIf("canceled".equals(read(call).getStatus()));
            case StopAtPeriodEnd each -> isMarked(call);
            case KeepGoing each -> isMarked(call);
            case PauseUntil each -> isMarked(call);
            case Resume each -> isMarked(call);
            case UseCard each -> isMarked(call);
            case MoveNextCharge each -> isMarked(call);
            case ChangeAmount each -> isMarked(call);
            case ChangeFrequency each -> isMarked(call);
        };
    }

    private Optional<Done> isMarked(CommandCall call) throws StripeException {
        return doneIf(call.command().toString().equals(read(call).getMetadata().get(COMMAND)));
    }

    private static Optional<Done> doneIf(boolean done) {
        return done ? Optional.of(new Done(null)) : Optional.empty();
    }

    /** No change of ours charges or credits a part of a period. */
    private static SubscriptionUpdateParams.Builder changes(CommandCall call) {
        return SubscriptionUpdateParams.builder()
                .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.NONE)
                .putMetadata(COMMAND, call.command().toString());
    }

    /** A stop that came from Stripe's own pages is a date, one of ours a flag; Stripe takes only one of the two at a time. */
    private static SubscriptionUpdateParams.Builder keepGoing(
            SubscriptionUpdateParams.Builder changes, Subscription now) {
        return now.getCancelAt() != null && !Boolean.TRUE.equals(now.getCancelAtPeriodEnd())
                ? changes.setCancelAt(com.stripe.param.common.EmptyParam.EMPTY)
                : changes.setCancelAtPeriodEnd(false);
    }

    private static SubscriptionUpdateParams.PauseCollection voiding(PauseUntil pause) {
        return SubscriptionUpdateParams.PauseCollection.builder()
                .setBehavior(SubscriptionUpdateParams.PauseCollection.Behavior.VOID)
                .setResumesAt(pause.resumesAt().getEpochSecond())
                .build();
    }

    private static RefundCreateParams refund(CommandCall call, Refund refund) {
        return RefundCreateParams.builder()
                .setPaymentIntent(call.paymentIntentId())
                .setAmount(refund.amount().minorUnits())
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata(COMMAND, call.command().toString())
                .build();
    }

    private void update(CommandCall call, SubscriptionUpdateParams.Builder changes, RequestOptions options)
            throws StripeException {
        stripe.v1().subscriptions().update(subscription(call), changes.build(), options);
    }

    private Subscription read(CommandCall call) throws StripeException {
        return stripe.v1().subscriptions().retrieve(subscription(call));
    }

    private static String subscription(CommandCall call) {
        return Objects.requireNonNull(call.subscriptionId(), "subscription");
    }

    private static String invoice(CommandCall call) {
        return Objects.requireNonNull(call.invoiceId(), "invoice");
    }

    private static String code(StripeException refusal) {
        return Objects.requireNonNullElse(refusal.getCode(), "refused");
    }
}
