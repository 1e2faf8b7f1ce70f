package org.broadsheet.payments;

import java.time.Instant;
import java.util.List;
import org.broadsheet.money.Money;
import org.jspecify.annotations.Nullable;

/** All that went back, or may go back, of one payment, as Stripe has it now. */
public record MoneyBack(String paymentIntentId, List<RefundFacts> refunds, List<DisputeFacts> disputes) {

    public enum RefundState {
        PENDING,
        SUCCEEDED,
        FAILED,
        CANCELED
    }

    /** @param movements what it did to the balance: taking the money, and bringing it back if it could not be delivered */
    public record RefundFacts(String id, RefundState state, Money amount, Instant at, List<Movement> movements) {
        /** Whether the money is gone, or on its way out. */
        public boolean counts() {
            return state == RefundState.PENDING || state == RefundState.SUCCEEDED;
        }
    }

    public enum DisputeState {
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WON,
        LOST,
        /** A question that was answered: nothing was taken. */
        CLOSED
    }

    /**
     * @param inquiry whether the bank only asks: no money has moved
     * @param reason in Stripe's words ({@code fraudulent})
     * @param dueBy until when evidence is taken; null where none is
     * @param submissions how often evidence was sent
     */
    public record DisputeFacts(
            String id,
            DisputeState state,
            boolean inquiry,
            String reason,
            Money amount,
            Instant at,
            @Nullable Instant dueBy,
            int submissions,
            List<Movement> movements) {}
}
