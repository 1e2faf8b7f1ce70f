package org.broadsheet.contributions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a contribution is in its life. {@link Moves} says how it gets from one to another. */
sealed interface ContributionState {

    /** The reader is through the payment page, the money is not there yet. */
    record Pending() implements ContributionState {}

    /** A single gift that arrived. */
    record Given() implements ContributionState {}

    /** @param stopsAt when it is to end; null when it goes on */
    record Active(@Nullable Instant nextCharge, @Nullable Instant stopsAt) implements ContributionState {}

    /**
     * Nothing is charged for a while.
     *
     * @param until when charging is allowed again; null when nobody has said
     * @param nextCharge the first charge after that
     */
    record Paused(
            @Nullable Instant until,
            @Nullable Instant nextCharge,
            @Nullable Instant stopsAt) implements ContributionState {}

    /** A charge was refused and is tried again. */
    record PastDue(
            Instant since,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Instant nextCharge,
            @Nullable Instant stopsAt)
            implements ContributionState {}

    /** Paid by somebody who gives already: its owner is asked what was meant, and until then it counts for nothing. */
    record Held(Instant since) implements ContributionState {}

    record Ended(Instant at, Reason reason) implements ContributionState {}

    enum Reason {
        /** By the supporter or by staff. */
        STOPPED,
        /** Every attempt to charge was refused. */
        UNPAID,
        /** No money ever arrived. */
        NEVER_PAID,
        /** Taken back by the supporter within the first days, and refunded. */
        WITHDRAWN,
        /** It was one too many, and was refunded. */
        DOUBLE,
        /** The bank took the money back. */
        DISPUTED;

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** As it stands in tables, addresses of words and {@link Moves}. */
    default String key() {
        return switch (this) {
            case Pending each -> Moves.PENDING;
            case Given each -> Moves.GIVEN_;
            case Active each -> Moves.ACTIVE;
            case Paused each -> Moves.PAUSED_;
            case PastDue each -> Moves.PAST_DUE;
            case Held each -> Moves.HELD_;
            case Ended each -> Moves.ENDED_;
        };
    }

    /** When it is to end; null when it goes on, or is over. */
    default @Nullable Instant stops() {
        return switch (this) {
            case Active active -> active.stopsAt();
            case Paused paused -> paused.stopsAt();
            case PastDue pastDue -> pastDue.stopsAt();
            case Pending pending -> null;
            case Given given -> null;
            case Held held -> null;
            case Ended ended -> null;
        };
    }

    /** Whether more is to be charged for it some day, unless somebody stops it. */
    default boolean isLive() {
        return switch (this) {
            case Active active -> true;
            case Paused paused -> true;
            case PastDue pastDue -> true;
            case Pending pending -> false;
            case Given given -> false;
            case Held held -> false;
            case Ended ended -> false;
        };
    }

    /** Whether its supporter can stop it: it lives, and no end is set yet. */
    default boolean canBeStopped() {
        return isLive() && stops() == null;
    }

    /** Whether it counts as recurring income once money has arrived. */
    default boolean runs() {
        return switch (this) {
            case Active active -> true;
            case PastDue pastDue -> true;
            case Paused paused -> false;
            case Pending pending -> false;
            case Given given -> false;
            case Held held -> false;
            case Ended ended -> false;
        };
    }
}
