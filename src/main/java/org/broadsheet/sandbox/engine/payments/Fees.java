package org.broadsheet.sandbox.engine.payments;

import java.util.Map;

/** What Stripe keeps of a charge: a share of it and a fixed part, by currency. */
record Fees(long tenThousandths, long fixed) {
    private static final Fees ELSEWHERE = new Fees(290, 30);
    private static final Map<String, Fees> BY_CURRENCY =
            Map.of("eur", new Fees(150, 25), "gbp", new Fees(150, 20), "jpy", new Fees(360, 0));

    static Fees in(String currency) {
        return BY_CURRENCY.getOrDefault(currency, ELSEWHERE);
    }

    /** Half a cent is rounded up. */
    long on(long amount) {
        return (amount * tenThousandths + 5_000) / 10_000 + fixed;
    }
}
