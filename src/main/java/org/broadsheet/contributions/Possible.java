package org.broadsheet.contributions;

import java.time.Duration;
import java.time.Instant;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Paused;
import org.broadsheet.publication.Frequency;

/** What can be asked of a contribution as it is now. The pages offer just this, and the rule is kept again when it is asked for. */
final class Possible {
    /** How long after the first money a contribution can be taken back by its supporter alone. */
    static final Duration SECOND_THOUGHTS = Duration.ofDays(14);

    private Possible() {}

    static boolean is(Change.Kind kind, Contribution of, Instant now) {
        var state = of.state();
        return switch (kind) {
            case STOP -> state.canBeStopped();
            case KEEP ->
                state.isLive() && state.stops() != null && state.stops().isAfter(now);
            case AMOUNT -> state.canBeStopped();
            case FREQUENCY, DAY -> isActive(state);
            case PAUSE -> isActive(state);
            case RESUME -> state instanceof Paused paused && paused.stopsAt() == null && paused.nextCharge() != null;
            case SINGLE -> isFresh(of, now) || state instanceof ContributionState.Held;
            case WITHDRAW -> isFresh(of, now);
            case DOUBLE -> state instanceof ContributionState.Held;
        };
    }

    private static boolean isActive(ContributionState state) {
        return state instanceof Active active && active.stopsAt() == null && active.nextCharge() != null;
    }

    /** Only one payment has been taken, and not long ago. */
    private static boolean isFresh(Contribution of, Instant now) {
        return of.frequency() != Frequency.ONCE
                && of.state().isLive()
                && of.startedAt() != null
                && of.startedAt().equals(of.settledAt())
                && now.isBefore(of.startedAt().plus(SECOND_THOUGHTS));
    }
}
