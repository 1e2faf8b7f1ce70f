package org.broadsheet.payments;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /**
     * Asks Stripe to do it, once.
     *
     * @throws Unreachable when it is not known what came of it
     */
    CommandOutcome carryOut(CommandCall call);

    /** Whether Stripe has done it already: for when the answer to {@link #carryOut} was lost. Empty when it has not. */
    Optional<CommandOutcome.Done> outcomeOf(CommandCall call);

    /**
     * All that Stripe knows of a promise now.
     *
     * @param settledInvoices invoices whose money and fee we know already: they are not read again
     */
    PromiseFacts read(String sessionId, Set<String> settledInvoices);

    /** What went back of a payment, disputed or refunded. */
    MoneyBack moneyBack(String paymentIntentId);

    /**
     * Whose an object is, by the marks on it or on what it belongs to.
     *
     * @param id of an invoice or a payment intent
     */
    Owner ownerOf(String id);

    sealed interface Owner {
        /** @param metadata empty where nobody marked it */
        record Marked(Map<String, String> metadata) implements Owner {}

        /** Stripe knows no such object, or not yet what it belongs to. */
        record Missing() implements Owner {}
    }

    /** @param expiresAt until when it can be paid */
    record Page(String sessionId, URI address, Instant expiresAt) {}

    /**
     * A command with what it is to be done to.
     *
     * @param command our id of it, which Stripe keeps beside what it changed
     */
    record CommandCall(
            java.util.UUID command,
            String idempotencyKey,
            StripeCommand what,
            @Nullable String subscriptionId,
            @Nullable String paymentIntentId,
            @Nullable String invoiceId) {}

    /** Stripe did not answer, or not in a way that tells whether it acted. */
    final class Unreachable extends RuntimeException {
        private final Why why;

        public Unreachable(String what, Throwable cause) {
            this(what, cause, Why.NO_ANSWER);
        }

        public Unreachable(String what, Throwable cause, Why why) {
            super(what, cause);
            this.why = why;
        }

        public Why why() {
            return why;
        }

        public enum Why {
            /** Stripe has not heard of it. */
            NOT_SENT,
            /** It may be working on it still. */
            NO_ANSWER,
            /** It said that something broke, and would say the same again under the same key. */
            BROKE
        }
    }
}
