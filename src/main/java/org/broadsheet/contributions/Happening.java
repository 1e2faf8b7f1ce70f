package org.broadsheet.contributions;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a contribution's history.
 *
 * @param at when it was, by Stripe's clock
 * @param deltaMinor what recurring income moved by, per period
 * @param payment the money that it tells of; null when it tells of none
 */
record Happening(
        Kind kind, Instant at, long deltaMinor, @Nullable UUID payment) {

    enum Kind {
        GIVEN,
        STARTED,
        RENEWED,
        FAILED,
        RECOVERED,
        AMOUNT_CHANGED,
        STOP_SCHEDULED,
        STOP_WITHDRAWN,
        ENDED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Happening of(Kind kind, Instant at) {
        return new Happening(kind, at, 0, null);
    }
}
