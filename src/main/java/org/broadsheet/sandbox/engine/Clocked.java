package org.broadsheet.sandbox.engine;

import java.util.Set;

/** Which kinds follow a test clock, and which carry the sandbox's real time even beside one. */
final class Clocked {
    /** They belong to the account, not to a customer. */
    private static final Set<String> NEVER = Set.of(
            "balance",
            "balance_transaction",
            "billing_portal.configuration",
            "coupon",
            "payout",
            "price",
            "product",
            "promotion_code",
            "test_helpers.test_clock",
            "webhook_endpoint");

    /** Money moves in the real world, whatever a clock says. */
    private static final Set<String> REAL = Set.of(
            "charge",
            "dispute",
            "mandate",
            "payment_intent",
            "payment_method",
            "radar.early_fraud_warning",
            "refund",
            "review",
            "setup_attempt",
            "setup_intent");

    private Clocked() {}

    static boolean lives(String kind) {
        return !NEVER.contains(kind);
    }

    static boolean tellsItsTime(String kind) {
        return lives(kind) && !REAL.contains(kind);
    }
}
