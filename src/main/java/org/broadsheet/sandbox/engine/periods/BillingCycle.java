package org.broadsheet.sandbox.engine.periods;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;

/**
 * When a subscription's periods begin and end. Every date is counted from the anchor, never from the date before it:
 * who starts on the 31st pays on February 28 and again on March 31. The day is kept beside the anchor, for an anchor
 * that fell on a shorter month's last day.
 */
public record BillingCycle(long anchor, ChronoUnit unit, int count, int day) {

    public BillingCycle {
        if (count < 1) throw new IllegalArgumentException("A period needs a length: " + count);
    }

    public BillingCycle(long anchor, ChronoUnit unit, int count) {
        this(anchor, unit, count, at(anchor).getDayOfMonth());
    }

    public static BillingCycle of(long anchor, Fields recurring) {
        return new BillingCycle(anchor, unit(recurring), (int) recurring.number("interval_count", 1));
    }

    public static BillingCycle of(Fields subscription, Fields recurring) {
        var anchor = subscription.number("billing_cycle_anchor");
        var cycle = of(anchor, recurring);
        var day = subscription.number("billing_cycle_anchor_config.day_of_month", cycle.day());
        return new BillingCycle(anchor, cycle.unit(), cycle.count(), (int) day);
    }

    private static ChronoUnit unit(Fields recurring) {
        return switch (recurring.text("interval")) {
            case "day" -> ChronoUnit.DAYS;
            case "week" -> ChronoUnit.WEEKS;
            case "month" -> ChronoUnit.MONTHS;
            case "year" -> ChronoUnit.YEARS;
            default -> throw Problem.invalid("recurring[interval]", "Invalid interval");
        };
    }

    /** The first boundary after the given moment, whether the anchor lies before or after it. */
    public long next(long moment) {
        return boundary(firstAfter(moment));
    }

    /** The last boundary that is not after the given moment. */
    public long previous(long moment) {
        return boundary(firstAfter(moment) - 1);
    }

    private long firstAfter(long moment) {
        var periods = unit.between(at(anchor), at(moment)) / count - 1;
        while (boundary(periods) <= moment) periods++;
        return periods;
    }

    private long boundary(long periods) {
        return onDay(at(anchor).plus(periods * count, unit)).toEpochSecond(ZoneOffset.UTC);
    }

    private LocalDateTime onDay(LocalDateTime date) {
        if (unit != ChronoUnit.MONTHS && unit != ChronoUnit.YEARS) return date;
        return date.withDayOfMonth(Math.min(day, YearMonth.from(date).lengthOfMonth()));
    }

    private static LocalDateTime at(long moment) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(moment), ZoneOffset.UTC);
    }
}
