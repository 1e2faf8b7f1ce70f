package org.broadsheet.money;

import java.util.Currency;

/**
 * An amount in the currency's smallest unit, as Stripe counts it ({@link Currencies#fractionDigits}). Never negative; direction
 * belongs to the ledger.
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {
    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("Money cannot be negative: " + minorUnits);
        }
    }

    public static Money of(long minorUnits, String currencyCode) {
        return new Money(minorUnits, Currency.getInstance(currencyCode.toUpperCase(java.util.Locale.ROOT)));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    /** @throws IllegalArgumentException for another currency: sums in different currencies are never added */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    /** @throws IllegalArgumentException for another currency, or when the result would be negative */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.subtractExact(minorUnits, other.minorUnits), currency);
    }

    /** @throws IllegalArgumentException for another currency */
    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return Long.compare(minorUnits, other.minorUnits);
    }

    public boolean isLessThan(Money other) {
        return compareTo(other) < 0;
    }

    public boolean isMoreThan(Money other) {
        return compareTo(other) > 0;
    }

    /** The code as Stripe writes it: lower case. */
    public String stripeCurrency() {
        return currency.getCurrencyCode().toLowerCase(java.util.Locale.ROOT);
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Different currencies: " + currency + " and " + other.currency);
        }
    }
}
