package org.broadsheet.payments;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe's objects say now that they did not say before. Published as a Spring event inside the transaction that stores it;
 * a listener reacts synchronously and must be idempotent in effect, for a fact may be told again after a crash. Times are Stripe's
 * own, never ours.
 */
public sealed interface PaymentEvent {

    /** The promise that the checkout was opened for. */
    UUID promise();

    /**
     * The reader came through the payment page. With a delayed method the money is still on its way; {@link PaymentSettled} tells
     * when it is there.
     *
     * @param payer the address that Stripe took, for the receipt; null when Stripe took none
     */
    record CheckoutCompleted(
            UUID promise,
            Instant at,
            @Nullable EmailAddress payer,
            @Nullable String name) implements PaymentEvent {}

    /**
     * A page at Stripe carries our mark, and this database knew nothing of it.
     *
     * @param terms what we had written on it when it was opened
     */
    record CheckoutFound(UUID promise, Frequency frequency, Money amount, Instant at, Map<String, String> terms)
            implements PaymentEvent {}

    /** Nobody paid before the page closed. */
    record CheckoutExpired(UUID promise, Instant at) implements PaymentEvent {}

    /**
     * Money arrived: a gift, the first payment of a contribution, or a later one. Once per payment.
     *
     * @param payment our id of it
     * @param first whether it is the promise's first
     * @param periodEnd until when it pays; null for a single gift
     */
    record PaymentSettled(
            UUID promise,
            UUID payment,
            Money amount,
            Instant at,
            boolean first,
            @Nullable Instant periodEnd) implements PaymentEvent {}

    /**
     * A charge of a running contribution was refused.
     *
     * @param attempts how often it was tried by now
     * @param nextAttempt when Stripe tries again; null when it does not
     */
    record PaymentFailed(
            UUID promise,
            Money amount,
            Instant at,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable String declineCode)
            implements PaymentEvent {}

    /**
     * Money goes back to the supporter. Once per refund.
     *
     * @param amount of this refund
     * @param whole whether nothing of the payment is left
     */
    record PaymentRefunded(UUID promise, UUID payment, Money amount, Instant at, boolean whole)
            implements PaymentEvent {}

    /** A refund did not reach the supporter: the money is ours again. */
    record RefundFailed(UUID promise, UUID payment, Money amount, Instant at) implements PaymentEvent {}

    /** The supporter's bank takes the money back, or, for an inquiry, asks what it was for. An inquiry may become the other. */
    record PaymentDisputed(UUID promise, UUID payment, Money amount, Instant at, boolean inquiry)
            implements PaymentEvent {}

    /** @param won whether the money stays with the newsroom */
    record DisputeClosed(UUID promise, UUID payment, Money amount, boolean won) implements PaymentEvent {}

    /** The subscription behind a promise is not what it was. */
    record SubscriptionChanged(UUID promise, SubscriptionFacts facts) implements PaymentEvent {}

    /** Something that was ordered is done; whatever it changed was told before. */
    record CommandDone(UUID promise, OrderedCommand command) implements PaymentEvent {}

    /** Something that was ordered was refused by Stripe, and has changed nothing. */
    record CommandRefused(UUID promise, OrderedCommand command) implements PaymentEvent {}
}
