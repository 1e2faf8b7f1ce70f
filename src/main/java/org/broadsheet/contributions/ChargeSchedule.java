package org.broadsheet.contributions;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.stream.IntStream;
import org.broadsheet.publication.Frequency;

/**
 * On which days a promise is charged, as Stripe counts them: always from the first day, so that a 31st that falls on the 28th in
 * February is the 31st again in March.
 */
record ChargeSchedule(Frequency frequency, LocalDate first) {

    /** {@code number} 0 is the first charge. */
    LocalDate charge(int number) {
        return switch (frequency) {
            case ONCE -> {
                if (number != 0) {
                    throw new IllegalArgumentException("A single gift has no charge " + number);
                }
                yield first;
            }
            case MONTHLY -> first.plusMonths(number);
            case ANNUAL -> first.plusYears(number);
        };
    }

    List<LocalDate> next(int count) {
        return frequency.recurs()
                ? IntStream.rangeClosed(1, count).mapToObj(this::charge).toList()
                : List.of();
    }

    int anchorDay() {
        return first.getDayOfMonth();
    }

    /** Whether some month or year lacks the day, and the last one before it is taken instead. */
    boolean mayComeEarlier() {
        return switch (frequency) {
            case ONCE -> false;
            case MONTHLY -> anchorDay() > 28;
            case ANNUAL -> MonthDay.from(first).equals(MonthDay.of(2, 29));
        };
    }
}
