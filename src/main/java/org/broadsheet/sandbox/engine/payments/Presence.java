package org.broadsheet.sandbox.engine.payments;

/** Who is there to answer a bank that asks back. */
public enum Presence {
    /** The buyer, on our own payment page. */
    ON_THE_PAGE,
    /** The buyer, on a page of the shop or on an invoice's. */
    ON_SESSION,
    /** Nobody: a question that nobody can answer is a no. */
    OFF_SESSION,
    /** Nobody now, but the question waits on the invoice's page. */
    BY_INVOICE;

    boolean nobody() {
        return this == OFF_SESSION || this == BY_INVOICE;
    }
}
