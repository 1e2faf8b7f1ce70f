package org.broadsheet.reports;

import java.util.Currency;
import org.broadsheet.money.Money;

/** A sum that may be below zero, in the currency's smallest unit. */
public record Balance(long minorUnits, Currency currency) {

    public boolean isNegative() {
        return minorUnits < 0;
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    public Money size() {
        return new Money(Math.abs(minorUnits), currency);
    }

    /** @throws IllegalArgumentException for another currency */
    static Balance between(Money before, Money after) {
        if (!before.currency().equals(after.currency())) {
            throw new IllegalArgumentException("Different currencies: " + before + " and " + after);
        }
        return new Balance(after.minorUnits() - before.minorUnits(), after.currency());
    }
}
