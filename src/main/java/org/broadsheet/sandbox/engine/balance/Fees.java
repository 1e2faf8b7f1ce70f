package org.broadsheet.sandbox.engine.balance;

import java.util.Map;

/** What Stripe keeps: of a charge a share and a fixed part, of a dispute a fixed sum, by currency and way to pay. */
record Fees(long tenThousandths, long fixed, long least, long most) {
    private static final Fees ELSEWHERE = card(290, 30);
    private static final Map<String, Fees> CARD =
            Map.of("eur", card(150, 25), "gbp", card(150, 20), "jpy", card(360, 0));
    private static final Map<String, Fees> OTHER = Map.of(
            "sepa_debit",
            card(0, 35),
            "bacs_debit",
            new Fees(100, 0, 20, 200),
            "us_bank_account",
            new Fees(80, 0, 0, 500));
    private static final Map<String, Long> DISPUTE = Map.of("eur", 2_000L, "gbp", 2_000L, "jpy", 1_300L);
    private static final Fees INSTANT_PAYOUT = new Fees(100, 0, 50, Long.MAX_VALUE);

    private static Fees card(long tenThousandths, long fixed) {
        return new Fees(tenThousandths, fixed, 0, Long.MAX_VALUE);
    }

    static Fees in(String currency) {
        return CARD.getOrDefault(currency, ELSEWHERE);
    }

    static Fees of(String paymentMethodType, String currency) {
        return OTHER.getOrDefault(paymentMethodType, in(currency));
    }

    static Fees ofInstantPayout() {
        return INSTANT_PAYOUT;
    }

    static long ofDispute(String paymentMethodType, String currency) {
        return paymentMethodType.equals("card") ? DISPUTE.getOrDefault(currency, 1_500L) : 750;
    }

    /** Half a cent is rounded up. */
    long on(long amount) {
        return Math.clamp((amount * tenThousandths + 5_000) / 10_000 + fixed, least, most);
    }
}
