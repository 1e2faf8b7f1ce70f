package org.broadsheet.contributions;

import java.time.Instant;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.payments.StripeCommand;
import org.jspecify.annotations.Nullable;

/** What of a contribution's state and orders matters to somebody who wants to stop it. */
final class ManageWords {
    private ManageWords() {}

    static @Nullable Instant stopsAt(ContributionState state) {
        if (state instanceof Active active) {
            return active.stopsAt();
        }
        return state instanceof PastDue due ? due.stopsAt() : null;
    }

    static @Nullable Instant endedAt(ContributionState state) {
        return state instanceof Ended ended ? ended.at() : null;
    }

    static boolean stops(StripeCommand command) {
        return command instanceof StripeCommand.StopAtPeriodEnd || command instanceof StripeCommand.CancelNow;
    }
}
