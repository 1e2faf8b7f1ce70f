package org.broadsheet.payments;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the desk sees it: ids and what became of it, never what it said.
 *
 * @param why it is not done; null where nothing is wrong
 * @param nextAttemptAt when it is tried again, while it waits
 * @param replayable whether its payload is still kept
 */
public record InboxEntry(
        String id,
        String type,
        String objectId,
        @Nullable String apiVersion,
        Instant receivedAt,
        State state,
        int attempts,
        @Nullable String why,
        Instant nextAttemptAt,
        @Nullable UUID promise,
        boolean replayable) {

    public enum State {
        WAITING,
        DONE,
        IGNORED,
        DEAD;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
