package org.broadsheet.payments;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment as we know it.
 *
 * @param at when the money was taken, by Stripe's clock
 * @param fee Stripe's; null until Stripe has told it
 * @param card brand and last four digits as in {@code Visa 4242}; null when it was no card
 */
public record PaymentRecord(
        UUID id,
        Money amount,
        Instant at,
        State state,
        @Nullable Money fee,
        @Nullable String card) {
    public enum State {
        PROCESSING,
        SETTLED,
        FAILED,
        REFUNDED
    }
}
