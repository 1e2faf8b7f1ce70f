package org.broadsheet.money;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * What a person typed as an amount. One comma or point is the decimal mark in every language ({@code 5,50} and {@code 5.50} are
 * both five and a half), thousands are never grouped, and only the digits 0 to 9 count: whatever could be read in two ways is
 * refused, because a thousandfold gift is worse than a second try.
 */
public sealed interface AmountInput {
    /** A readable amount: may still be below a minimum or above a maximum. */
    record Read(Money money) implements AmountInput {}

    /** Nothing was typed. */
    record Missing() implements AmountInput {}

    /** Not a number as we read them. */
    record Unreadable() implements AmountInput {}

    /** Zero or less. */
    record NotPositive() implements AmountInput {}

    /** More decimals than the currency has; {@code allowed} says how many it has. */
    record TooFine(int allowed) implements AmountInput {}

    /** A mark with three digits behind it, such as {@code 1,000}: thousands or decimals, nobody can tell. */
    record Ambiguous() implements AmountInput {}

    Pattern NUMBER = Pattern.compile("(-?)([0-9]{1,12})(?:[.,]([0-9]{1,12}))?");

    static AmountInput read(String typed, Currency currency) {
        // People paste no-break spaces around an amount; within it a space could be a thousands mark and is refused.
        var text = typed.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
        if (text.isEmpty()) {
            return new Missing();
        }
        var number = NUMBER.matcher(text);
        if (!number.matches()) {
            return new Unreadable();
        }
        var decimals = number.group(3) == null ? "" : number.group(3);
        int allowed = Currencies.fractionDigits(currency);
        var value = new BigDecimal(number.group(2) + "." + (decimals.isEmpty() ? "0" : decimals));
        if (!number.group(1).isEmpty() || value.signum() == 0) {
            return new NotPositive();
        }
        if (decimals.length() > allowed) {
            return decimals.length() == 3 && text.indexOf(',') >= 0 ? new Ambiguous() : new TooFine(allowed);
        }
        var minorUnits = value.movePointRight(allowed).toBigIntegerExact();
        return new Read(new Money(minorUnits.longValueExact(), currency));
    }
}
