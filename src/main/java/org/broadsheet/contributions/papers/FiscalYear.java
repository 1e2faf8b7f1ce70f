package org.broadsheet.contributions.papers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/** Twelve whole months, whichever they begin with: years differ between countries and between tax offices. */
record FiscalYear(YearMonth first) {
    private static final int EARLIEST = 2000;
    private static final int LATEST = 9000;

    /** Empty for what is no month. */
    static Optional<FiscalYear> find(int year, int month) {
        return year < EARLIEST || year > LATEST || month < 1 || month > 12
                ? Optional.empty()
                : Optional.of(new FiscalYear(YearMonth.of(year, month)));
    }

    LocalDate firstDay() {
        return first.atDay(1);
    }

    LocalDate lastDay() {
        return first.plusMonths(11).atEndOfMonth();
    }

    Instant from(ZoneId zone) {
        return firstDay().atStartOfDay(zone).toInstant();
    }

    /** The first instant that is not in it. */
    Instant to(ZoneId zone) {
        return lastDay().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
