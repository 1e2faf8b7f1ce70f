package org.broadsheet.sandbox.engine.payments;

import java.util.Locale;
import java.util.Map;
import org.broadsheet.sandbox.engine.Limits;
import org.broadsheet.sandbox.engine.Problem;

/** How little and how much can be charged at once. */
public final class Amounts {
    private static final Map<String, Integer> LEAST = Map.of(
            "eur", 50, "usd", 50, "gbp", 30, "chf", 50, "pln", 200, "sek", 300, "nok", 300, "dkk", 250, "jpy", 50);

    private Amounts() {}

    public static long least(String currency) {
        return LEAST.getOrDefault(currency, 50);
    }

    static long check(long amount, String currency) {
        if (amount < 1)
            throw Problem.invalid(
                    "amount", "parameter_invalid_integer", "This value must be greater than or equal to 1.");
        if (amount < least(currency))
            throw Problem.invalid(
                    "amount",
                    "amount_too_small",
                    "Amount must be at least " + least(currency) + " in the smallest unit of "
                            + currency.toUpperCase(Locale.ROOT) + ".");
        if (amount > Limits.LARGEST_AMOUNT) throw Limits.tooLarge("amount");

        return amount;
    }
}
