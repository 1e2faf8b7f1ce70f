package org.broadsheet.contributions;

import java.time.Duration;
import java.time.Instant;
import org.broadsheet.publication.Frequency;

/** For how long a gift makes somebody a supporter who is not asked again on this device. */
final class SupporterTime {
    private static final Duration AFTER_SINGLE_GIFT = Duration.ofDays(180);
    private static final Duration WHILE_GIVING = Duration.ofDays(395);

    private SupporterTime() {}

    static Instant until(Frequency frequency, Instant from) {
        return from.plus(frequency.recurs() ? WHILE_GIVING : AFTER_SINGLE_GIFT);
    }
}
