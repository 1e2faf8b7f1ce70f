package org.broadsheet.reports;

import java.util.Currency;
import org.broadsheet.money.Money;

/**
 * Recurring amounts of one currency as they were promised: so much a month and so much a year, each in full. The year is divided by
 * twelve once, after adding, half up: 100.00 a year is 8.33 a month, and three of them are 25.00, not 24.99.
 */
public record Recurring(Money monthly, Money annual) {
    private static final int MONTHS = 12;

    static Recurring of(long monthlyMinor, long annualMinor, Currency currency) {
        return new Recurring(new Money(monthlyMinor, currency), new Money(annualMinor, currency));
    }

    public Money perMonth() {
        return monthly.plus(new Money(Math.floorDiv(annual.minorUnits() + MONTHS / 2, MONTHS), annual.currency()));
    }

    public boolean isZero() {
        return monthly.isZero() && annual.isZero();
    }

    public Currency currency() {
        return monthly.currency();
    }
}
