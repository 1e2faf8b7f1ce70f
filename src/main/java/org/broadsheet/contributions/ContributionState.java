package org.broadsheet.contributions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a contribution is in its life. */
sealed interface ContributionState {

    /** The reader is through the payment page, the money is not there yet. */
    record Pending() implements ContributionState {}

    /** A single gift that arrived. */
    record Given() implements ContributionState {}

    /** @param stopsAt when it is to end; null when it goes on */
    record Active(@Nullable Instant nextCharge, @Nullable Instant stopsAt) implements ContributionState {}

    /** A charge was refused and is tried again. */
    record PastDue(
            Instant since,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Instant nextCharge,
            @Nullable Instant stopsAt)
            implements ContributionState {}

    record Ended(Instant at, Reason reason) implements ContributionState {}

    enum Reason {
        /** By the supporter or by staff. */
        STOPPED,
        /** Every attempt to charge was refused. */
        UNPAID,
        /** No money ever arrived. */
        NEVER_PAID
    }

    /** Whether its supporter can stop it: it runs, and no end is set yet. */
    default boolean canBeStopped() {
        return switch (this) {
            case Active active -> active.stopsAt() == null;
            case PastDue pastDue -> pastDue.stopsAt() == null;
            case Pending pending -> false;
            case Given given -> false;
            case Ended ended -> false;
        };
    }

    /** Whether it counts as recurring income once money has arrived. */
    default boolean runs() {
        return switch (this) {
            case Active active -> true;
            case PastDue pastDue -> true;
            case Pending pending -> false;
            case Given given -> false;
            case Ended ended -> false;
        };
    }
}
