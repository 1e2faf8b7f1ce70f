package org.broadsheet.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

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
        AMOUNT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    RowQuery {
        if (page < 1) {
            throw new IllegalArgumentException("Pages begin with 1: " + page);
        }
    }

    /** The newest first. */
    static RowQuery of(ReportName report, @Nullable Currency currency, YearMonth month) {
        return new RowQuery(report, currency, month, Sort.DATE, true, 1);
    }

    public RowQuery in(@Nullable Currency other) {
        return new RowQuery(report, other, month, sort, descending, 1);
    }

    public RowQuery during(YearMonth other) {
        return new RowQuery(report, currency, other, sort, descending, 1);
    }

    public RowQuery on(int other) {
        return new RowQuery(report, currency, month, sort, descending, other);
    }

    /** By this column; the other way round where it was by this one already. */
    public RowQuery by(Sort column) {
        return new RowQuery(report, currency, month, column, column != sort || !descending, 1);
    }

    /** Where it is found, without a language. */
    public String path() {
        var uri = UriComponentsBuilder.fromPath("/desk/reports/" + report.key());
        if (currency != null) {
            uri.queryParam("currency", currency.getCurrencyCode());
        }
        uri.queryParam("month", month);
        if (sort != Sort.DATE) {
            uri.queryParam("sort", sort.key());
        }
        if (!descending) {
            uri.queryParam("order", "asc");
        }
        if (page > 1) {
            uri.queryParam("page", page);
        }
        return uri.toUriString();
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
