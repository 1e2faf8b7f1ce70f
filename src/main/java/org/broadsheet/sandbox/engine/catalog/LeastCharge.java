package org.broadsheet.sandbox.engine.catalog;

import java.util.Map;

/** The smallest sum that can be taken from a card, by currency. */
public final class LeastCharge {
    private static final Map<String, Integer> LEAST = Map.of(
            "eur", 50, "usd", 50, "gbp", 30, "chf", 50, "pln", 200, "sek", 300, "nok", 300, "dkk", 250, "jpy", 50);

    private LeastCharge() {}

    public static long in(String currency) {
        return LEAST.getOrDefault(currency, 50);
    }
}
