package org.broadsheet.contributions;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * One line of a contribution's history.
 *
 * @param at when it was, by Stripe's clock
 * @param deltaMinor what recurring income moved by, per period
 * @param payment the money that it tells of; null when it tells of none
 * @param frequency whose income moved, where it is not the contribution's own any more; null else
 */
record Happening(
        Kind kind,
        Instant at,
        long deltaMinor,
        @Nullable UUID payment,
        @Nullable Frequency frequency) {

    Happening(Kind kind, Instant at, long deltaMinor, @Nullable UUID payment) {
        this(kind, at, deltaMinor, payment, null);
    }

    enum Kind {
        GIVEN,
        STARTED,
        /** Money came for a second promise of somebody who gives already. */
        HELD,
        RENEWED,
        FAILED,
        /** Stripe says that it is owed something, and no refusal has been told. */
        FELL_BEHIND,
        RECOVERED,
        AMOUNT_CHANGED,
        /** The rhythm that was; {@link #FREQUENCY_TAKEN} is the one that comes. */
        FREQUENCY_LEFT,
        FREQUENCY_TAKEN,
        /** To another day. */
        CHARGE_MOVED,
        PAUSED,
        RESUMED,
        STOP_SCHEDULED,
        STOP_WITHDRAWN,
        /** It goes on as a single gift. */
        MADE_SINGLE,
        ENDED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Happening of(Kind kind, Instant at) {
        return new Happening(kind, at, 0, null);
    }
}
