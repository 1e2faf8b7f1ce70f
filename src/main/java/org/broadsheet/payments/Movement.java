package org.broadsheet.payments;

import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * One movement of the balance at Stripe: a balance transaction. Nothing else changes the balance, and none ever changes. Amounts are
 * signed: what comes in is positive, and what reaches the balance is the amount less the fee.
 *
 * @param amountMinor before Stripe's fee, in the smallest unit of the balance's currency
 * @param sourceId the charge, refund, dispute or payout that it belongs to; null where it belongs to none
 */
public record Movement(
        String id,
        Meaning meaning,
        Currency currency,
        long amountMinor,
        long feeMinor,
        Instant at,
        @Nullable String sourceId) {

    public enum Meaning {
        CHARGE,
        REFUND,
        DISPUTE,
        PAYOUT,
        /** What Stripe takes for a service by itself. */
        FEE,
        /** Something that we know no name for. */
        OTHER
    }

    public long netMinor() {
        return Math.subtractExact(amountMinor, feeMinor);
    }
}
