package org.broadsheet.sandbox.engine.billing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;

/**
 * When a subscription's periods begin and end. Every date is counted from the anchor, never from the date before it:
 * who starts on the 31st pays on February 28 and again on March 31.
 */
record BillingCycle(long anchor, ChronoUnit unit, int count) {

    BillingCycle {
        if (count < 1) throw new IllegalArgumentException("A period needs a length: " + count);
    }

    static BillingCycle of(long anchor, Fields recurring) {
        var unit = switch (recurring.text("interval")) {
            case "day" -> ChronoUnit.DAYS;
            case "week" -> ChronoUnit.WEEKS;
            case "month" -> ChronoUnit.MONTHS;
            case "year" -> ChronoUnit.YEARS;
            default -> throw Problem.invalid("recurring[interval]", "Invalid interval");
        };
        return new BillingCycle(anchor, unit, (int) recurring.number("interval_count", 1));
    }

    /** The first boundary after the given moment. */
    long next(long moment) {
        var begin = at(anchor);
        var periods = Math.max(0, unit.between(begin, at(moment)) / count - 1);
        while (boundary(periods) <= moment) periods++;
        return boundary(periods);
    }

    private long boundary(long periods) {
        return at(anchor).plus(periods * count, unit).toEpochSecond(ZoneOffset.UTC);
    }

    private static LocalDateTime at(long moment) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(moment), ZoneOffset.UTC);
    }
}
