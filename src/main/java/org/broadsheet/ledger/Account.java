package org.broadsheet.ledger;

import java.util.Locale;

/** Where money is, where it comes from and what it is spent on. */
public enum Account {
    STRIPE_BALANCE,
    BANK,
    CONTRIBUTIONS,
    STRIPE_FEES,
    REFUNDS,
    DISPUTES,
    /** What somebody else moved on an account at Stripe that is shared. */
    OTHERS;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
