package org.broadsheet.contributions;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.payments.Asker;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody wanted changed, and how far it is.
 *
 * @param commands the orders to Stripe that it led to, in their order
 * @param reason why, as a word of ours; null when none was given
 */
record Change(
        UUID id,
        UUID contribution,
        Kind kind,
        List<UUID> commands,
        State state,
        @Nullable String reason,
        Instant askedAt,
        Asker askedBy) {

    enum Kind {
        STOP,
        /** A stop is withdrawn before it takes effect. */
        KEEP,
        AMOUNT,
        FREQUENCY,
        DAY,
        PAUSE,
        RESUME,
        /** It was meant once: what was paid stays, and nothing more comes. */
        SINGLE,
        /** It was not meant at all: what was paid goes back. */
        WITHDRAW,
        /** One too many, by somebody who gives already. */
        DOUBLE;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum State {
        ASKED,
        DONE,
        REFUSED
    }
}
