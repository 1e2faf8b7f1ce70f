package org.broadsheet.sandbox.engine.periods;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;

/** Which moment a new subscription's periods are counted from. */
public final class Anchors {
    private static final String CONFIG = "billing_cycle_anchor_config";

    private Anchors() {}

    /** The moment asked for, or the given one, where the trial ends or the subscription begins. */
    public static void take(Doc subscription, Fields given, List<Fields> items, long begin) {
        var moment = given.findNumber("billing_cycle_anchor");
        var config = given.findObject(CONFIG);
        if (moment != null && config != null)
            throw Problem.invalid(
                    CONFIG, "You may only specify one of these parameters: billing_cycle_anchor, " + CONFIG + ".");
        if (config != null) {
            checkConfig(config, items);
            subscription.set(CONFIG, whole(config)).set("billing_cycle_anchor", first(config, begin));
        } else if (moment != null) {
            checkMoment(moment, items, begin);
            subscription.set("billing_cycle_anchor", moment);
        } else {
            subscription.set("billing_cycle_anchor", begin);
        }
    }

    private static void checkMoment(long moment, List<Fields> items, long begin) {
        if (moment < begin)
            throw Problem.invalid(
                    "billing_cycle_anchor",
                    "`billing_cycle_anchor` cannot be earlier than the start of the first paid period.");
        for (var item : items)
            if (moment > BillingCycle.of(begin, item.object("price.recurring")).next(begin))
                throw Problem.invalid(
                        "billing_cycle_anchor",
                        "`billing_cycle_anchor` cannot be later than the next natural billing date of each item.");
    }

    private static void checkConfig(Fields config, List<Fields> items) {
        between(config, "day_of_month", 1, 31);
        between(config, "month", 1, 12);
        between(config, "hour", 0, 23);
        between(config, "minute", 0, 59);
        between(config, "second", 0, 59);
        for (var item : items) {
            var interval = item.text("price.recurring.interval");
            if (!interval.equals("month") && !interval.equals("year"))
                throw Problem.invalid(CONFIG, "`" + CONFIG + "` is for prices with an interval of months or years.");
            if (config.isSet("month") && !interval.equals("year"))
                throw Problem.invalid(CONFIG + "[month]", "The month can only be set for yearly prices.");
        }
    }

    private static void between(Fields config, String key, long least, long most) {
        var value = config.findNumber(key);
        if (value != null && (value < least || value > most))
            throw Problem.invalid(
                    CONFIG + "[" + key + "]",
                    "parameter_invalid_integer",
                    "This value must be between " + least + " and " + most + ".");
    }

    private static Fields whole(Fields config) {
        var whole = Fields.empty();
        for (var key : new String[] {"day_of_month", "hour", "minute", "month", "second"})
            whole.set(key, config.findNumber(key));
        return whole;
    }

    /** The first such day from the given moment on; a month without that day has its last instead. */
    private static long first(Fields config, long begin) {
        var from = LocalDateTime.ofInstant(Instant.ofEpochSecond(begin), ZoneOffset.UTC);
        var month = YearMonth.from(from);
        while (true) {
            var wrongMonth = config.isSet("month") && month.getMonthValue() != config.number("month");
            var date = on(month, config, from);
            if (!wrongMonth && !date.isBefore(from)) return date.toEpochSecond(ZoneOffset.UTC);
            month = month.plusMonths(1);
        }
    }

    private static LocalDateTime on(YearMonth month, Fields config, LocalDateTime from) {
        var day = Math.min((int) config.number("day_of_month"), month.lengthOfMonth());
        return month.atDay(day)
                .atTime(
                        (int) config.number("hour", from.getHour()),
                        (int) config.number("minute", from.getMinute()),
                        (int) config.number("second", from.getSecond()));
    }
}
