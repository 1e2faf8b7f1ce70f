package org.broadsheet.payments;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The one door to Stripe. Every call goes over the network: never inside a database transaction. A call that fails says so with
 * {@link Unreachable}; whether Stripe did what was asked is then unknown, and is looked up, not repeated with a new key.
 */
public interface PaymentGateway {

    /** Opens a page; the same key gives the same page, for at least 24 hours. */
    Page open(CheckoutRequest request, String idempotencyKey);

    /** A page that was opened for the promise since then, if Stripe knows one. For when the answer to {@link #open} was lost. */
    Optional<Page> findPage(java.util.UUID promise, Instant since);

    /** Closes a page; one that is paid or closed already stays what it is. */
    void close(String sessionId);

    /** Lets a subscription run to the end of what is paid, and no further. Doing it again changes nothing. */
    void stopAtPeriodEnd(String subscriptionId);

    /**
     * All that Stripe knows of a promise now.
     *
     * @param settledInvoices invoices whose money and fee we know already: they are not read again
     */
    PromiseFacts read(String sessionId, Set<String> settledInvoices);

    /** @param expiresAt until when it can be paid */
    record Page(String sessionId, URI address, Instant expiresAt) {}

    /** Stripe did not answer, or not in a way that tells whether it acted. */
    final class Unreachable extends RuntimeException {
        public Unreachable(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
