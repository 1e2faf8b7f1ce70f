package org.broadsheet.sandbox.engine.billing;

import java.util.Locale;
import org.broadsheet.sandbox.engine.Fields;

/** What becomes of a new or changed subscription when the invoice for it is not paid at once. */
enum PaymentBehavior {
    /** It is made or changed all the same, and waits for its money: incomplete when new, else past due. */
    ALLOW_INCOMPLETE,
    /** Nobody tries to take money: the buyer confirms the payment. */
    DEFAULT_INCOMPLETE,
    /** Nothing happens, and the request fails. */
    ERROR_IF_INCOMPLETE,
    /** The change waits for its money. */
    PENDING_IF_INCOMPLETE;

    static PaymentBehavior of(Fields given) {
        return given.maybe("payment_behavior")
                .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(ALLOW_INCOMPLETE);
    }
}
