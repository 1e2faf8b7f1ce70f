package org.broadsheet.payments;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Everything Stripe says of one promise at one moment: its page, its subscription and its payments.
 *
 * @param payments oldest first; those that were asked to be left out are not there
 * @param touched payment intents of which money went back, or is disputed
 * @param card how it is paid; null without a living subscription, or when nobody asked
 */
public record PromiseFacts(
        PageFacts page,
        @Nullable SubscriptionState subscription,
        List<PaymentFacts> payments,
        Set<String> touched,
        @Nullable CardOnFile card) {

    public PromiseFacts(
            PageFacts page,
            @Nullable SubscriptionState subscription,
            List<PaymentFacts> payments,
            Set<String> touched) {
        this(page, subscription, payments, touched, null);
    }

    public PromiseFacts(PageFacts page, @Nullable SubscriptionState subscription, List<PaymentFacts> payments) {
        this(page, subscription, payments, Set.of(), null);
    }

    public enum PageState {
        OPEN,
        COMPLETE,
        EXPIRED
    }

    /** @param paid whether the money is there; false for a bank debit on its way */
    public record PageFacts(
            String sessionId,
            PageState state,
            boolean paid,
            Instant createdAt,
            @Nullable String customerId,
            @Nullable EmailAddress payer,
            @Nullable String name) {}

    public record SubscriptionState(String subscriptionId, String customerId, SubscriptionFacts facts) {}

    public enum PaymentState {
        PROCESSING,
        SETTLED,
        FAILED
    }

    /**
     * @param at when the charge was made; for one that is still to be made, when it was first asked for
     * @param settlement null until Stripe has booked it, which may be seconds after the charge
     * @param attempts how often it was tried
     */
    public record PaymentFacts(
            String paymentIntentId,
            @Nullable String chargeId,
            @Nullable String invoiceId,
            PaymentState state,
            Money amount,
            Instant at,
            @Nullable Settlement settlement,
            @Nullable Instant periodStart,
            @Nullable Instant periodEnd,
            @Nullable String card,
            @Nullable String declineCode,
            int attempts,
            @Nullable Instant nextAttempt) {}

    /** Stripe's balance transaction: in the currency of the newsroom's balance, which need not be the reader's. */
    public record Settlement(String balanceTransactionId, Money gross, Money fee, Instant at) {
        Movement movement() {
            return new Movement(
                    balanceTransactionId,
                    Movement.Meaning.CHARGE,
                    gross.currency(),
                    gross.minorUnits(),
                    fee.minorUnits(),
                    at,
                    null);
        }
    }
}
