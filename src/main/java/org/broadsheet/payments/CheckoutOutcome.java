package org.broadsheet.payments;

import java.net.URI;

/** What came of opening a payment page. */
public sealed interface CheckoutOutcome {

    /** The page is there: send the reader to it. */
    record Opened(URI page) implements CheckoutOutcome {}

    /** It has been paid already: send the reader to the thanks. */
    record AlreadyPaid() implements CheckoutOutcome {}

    /** It closed unpaid: a new promise is needed. */
    record Closed() implements CheckoutOutcome {}

    /** Stripe did not answer. Nothing was charged, for nobody has seen a page; the same request may be made again. */
    record Unreachable() implements CheckoutOutcome {}
}
