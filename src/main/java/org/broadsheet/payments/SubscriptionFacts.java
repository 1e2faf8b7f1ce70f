package org.broadsheet.payments;

import java.time.Instant;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as Stripe has it now.
 *
 * @param amount what one period costs
 * @param periodEnd the end of the period that runs, which is when the next charge is due; the period moves before the money does
 * @param stopsAt when it is to end, whichever of Stripe's two ways says so; null when it goes on
 * @param endedAt when it ended; null while it lives
 * @param frequency how often it is charged; null when that is not told: then as it was
 * @param resumesAt when a pause ends; null when there is none, or no end was set
 */
public record SubscriptionFacts(
        Status status,
        Money amount,
        Instant startedAt,
        Instant periodEnd,
        @Nullable Instant stopsAt,
        @Nullable Instant endedAt,
        @Nullable Frequency frequency,
        @Nullable Instant resumesAt) {

    public SubscriptionFacts(
            Status status,
            Money amount,
            Instant startedAt,
            Instant periodEnd,
            @Nullable Instant stopsAt,
            @Nullable Instant endedAt) {
        this(status, amount, startedAt, periodEnd, stopsAt, endedAt, null, null);
    }

    SubscriptionFacts elseEvery(Frequency asItWas) {
        return frequency != null
                ? this
                : new SubscriptionFacts(status, amount, startedAt, periodEnd, stopsAt, endedAt, asItWas, resumesAt);
    }

    public enum Status {
        INCOMPLETE,
        ACTIVE,
        PAST_DUE,
        UNPAID,
        PAUSED,
        ENDED
    }
}
