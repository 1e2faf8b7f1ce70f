package org.broadsheet.payments;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/** A row of payments.checkout. {@code sessionId} and {@code page} are null until Stripe has answered. */
record Checkout(
        UUID promise,
        String idempotencyKey,
        Frequency frequency,
        Money amount,
        State state,
        @Nullable String sessionId,
        @Nullable URI page,
        Instant askedAt) {

    enum State {
        ASKED,
        OPEN,
        PROCESSING,
        PAID,
        EXPIRED;

        /** Whether Stripe may still tell something new about the page. */
        boolean isUnsettled() {
            return this == ASKED || this == OPEN || this == PROCESSING;
        }

        CheckoutState shown() {
            return switch (this) {
                case ASKED -> CheckoutState.UNKNOWN;
                case OPEN -> CheckoutState.OPEN;
                case PROCESSING -> CheckoutState.PROCESSING;
                case PAID -> CheckoutState.PAID;
                case EXPIRED -> CheckoutState.EXPIRED;
            };
        }
    }
}
