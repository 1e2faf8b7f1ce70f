package org.broadsheet.payments;

import java.util.Locale;

/** What somebody at the desk has to look into. */
public enum CaseKind {
    /** Two payments for one period: the later one is kept out of the contribution's life, and probably has to go back. */
    SECOND_PAYMENT,
    /** Stripe moved something that we know no name for. */
    UNKNOWN_MOVEMENT,
    /** Stripe moved money of which it does not tell whose it is. */
    UNASSIGNED_MOVEMENT,
    /** An object carries our mark, and a promise that nobody knows. */
    UNKNOWN_PROMISE,
    /** Our books are not Stripe's. */
    DIFFERENCE,
    /** A refund did not reach the supporter. */
    REFUND_FAILED,
    /** Stripe would not make a refund that staff had asked for. */
    REFUND_REFUSED,
    /** A subscription that should have been ended goes on. */
    STOP_REFUSED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
