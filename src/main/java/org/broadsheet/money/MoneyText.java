package org.broadsheet.money;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Money as people read it: {@code €5} and {@code €5.50} in English, {@code 5 €} and {@code 5,50 €} in Russian. */
public final class MoneyText {
    private MoneyText() {}

    /** Leaves out decimals that are all zero, as a headline would. */
    public static String format(Money money, Locale locale) {
        return format(money, locale, hasNoCents(money) ? 0 : Currencies.fractionDigits(money.currency()));
    }

    /** With all decimals, as a receipt or a table would. */
    public static String exact(Money money, Locale locale) {
        return format(money, locale, Currencies.fractionDigits(money.currency()));
    }

    /** What {@link AmountInput#read} reads back: no symbol, a point, no grouping. */
    public static String plain(Money money) {
        var value = decimal(money);
        return (hasNoCents(money) ? value.setScale(0) : value).toPlainString();
    }

    /** The sign alone, as it stands beside a field: {@code €}, {@code $}, {@code £}; the code where there is none. */
    public static String symbol(Currency currency, Locale locale) {
        var symbol = currency.getSymbol(locale);
        return symbol.equals(currency.getCurrencyCode()) ? currency.getSymbol(Locale.US) : symbol;
    }

    private static String format(Money money, Locale locale, int decimals) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(money.currency());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(decimal(money));
    }

    private static boolean hasNoCents(Money money) {
        return decimal(money).stripTrailingZeros().scale() <= 0;
    }

    private static BigDecimal decimal(Money money) {
        return BigDecimal.valueOf(money.minorUnits(), Currencies.fractionDigits(money.currency()));
    }
}
