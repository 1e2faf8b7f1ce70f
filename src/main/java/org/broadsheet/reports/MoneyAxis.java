package org.broadsheet.reports;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import org.broadsheet.money.Currencies;

/**
 * Short labels for amounts of one currency: the unit is said once, above the chart.
 *
 * @param digits how many decimals a minor unit is away from what the axis counts in
 * @param unit {@code one}, {@code thousand} or {@code million}
 */
record MoneyAxis(Currency currency, int digits, String unit) {

    /** @param highest in minor units */
    static MoneyAxis upTo(long highest, Currency currency) {
        int own = Currencies.fractionDigits(currency);
        var whole = BigDecimal.valueOf(highest, own);
        if (whole.compareTo(BigDecimal.valueOf(10_000_000)) >= 0) {
            return new MoneyAxis(currency, own + 6, "million");
        }
        if (whole.compareTo(BigDecimal.valueOf(10_000)) >= 0) {
            return new MoneyAxis(currency, own + 3, "thousand");
        }
        return new MoneyAxis(currency, own, "plain");
    }

    String label(long minorUnits, Locale locale) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits);
        var digitsOnly = format.format(BigDecimal.valueOf(Math.abs(minorUnits), digits));
        return minorUnits < 0 ? "\u2212" + digitsOnly : digitsOnly;
    }
}
