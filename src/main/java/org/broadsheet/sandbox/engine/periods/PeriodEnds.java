package org.broadsheet.sandbox.engine.periods;

import java.util.Comparator;
import java.util.stream.LongStream;
import org.broadsheet.sandbox.engine.Doc;

/** When what is paid for is over; each item has a period of its own. */
public final class PeriodEnds {
    private PeriodEnds() {}

    /** When the first of the items has to be billed again. */
    public static long first(Doc subscription) {
        return ends(subscription).min().orElseThrow();
    }

    /** When that item's period has begun. */
    public static long startOfFirst(Doc subscription) {
        return subscription.objects("items.data").stream()
                .min(Comparator.comparingLong(item -> item.number("current_period_end")))
                .orElseThrow()
                .number("current_period_start");
    }

    /** When everything that is paid for is over: the latest end of all items' periods. */
    public static long last(Doc subscription) {
        return ends(subscription).max().orElseThrow();
    }

    private static LongStream ends(Doc subscription) {
        return subscription.objects("items.data").stream().mapToLong(item -> item.number("current_period_end"));
    }
}
