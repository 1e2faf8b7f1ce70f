package org.broadsheet.sandbox.engine;

/** How far amounts go, once for all that is priced, charged or invoiced. */
public final class Limits {
    /** Of any currency's smallest unit: eight digits, as at Stripe. */
    public static final long LARGEST_AMOUNT = 99_999_999;

    private Limits() {}

    public static Problem tooLarge(String param) {
        return Problem.invalid(
                param, "amount_too_large", "Amount must be no more than " + LARGEST_AMOUNT + " in the smallest unit.");
    }
}
