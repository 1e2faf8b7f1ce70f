package org.broadsheet.payments;

/** What we know of a promise's payment page after looking. */
public enum CheckoutState {
    /** Not paid, and still can be. */
    OPEN,
    /** Done by the reader; the money is still on its way (a bank debit). */
    PROCESSING,
    /** Paid. */
    PAID,
    /** Closed unpaid. */
    EXPIRED,
    /** Stripe did not answer, and we knew nothing better. */
    UNKNOWN
}
