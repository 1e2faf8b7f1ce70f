package org.broadsheet.payments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command and how far it is.
 *
 * @param refusal Stripe's code; null unless it refused
 */
public record OrderedCommand(
        UUID id,
        UUID promise,
        StripeCommand command,
        State state,
        Instant askedAt,
        Asker askedBy,
        @Nullable Instant finishedAt,
        @Nullable String refusal) {
    public enum State {
        /** Not asked yet. */
        QUEUED,
        /** Asked; no answer so far. */
        UNKNOWN,
        DONE,
        REFUSED;

        public boolean isFinished() {
            return this == DONE || this == REFUSED;
        }
    }
}
