package org.broadsheet.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a figure.
 *
 * @param currency null for all of them, side by side and never added
 * @param page from 1
 */
record RowQuery(
        ReportName report, @Nullable Currency currency, YearMonth month, Sort sort, boolean descending, int page) {
    static final int SIZE = 50;

    enum Sort {
        DATE,
        AMOUNT
    }

    RowQuery {
        if (page < 1) {
            throw new IllegalArgumentException("Pages begin with 1: " + page);
        }
    }

    LocalDate firstDay() {
        return month.atDay(1);
    }

    @Nullable
    String currencyCode() {
        return currency == null ? null : currency.getCurrencyCode();
    }

    long offset() {
        return (page - 1L) * SIZE;
    }
}
