package org.broadsheet.payments;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Money through Stripe. Nothing here trusts a browser, and nothing is charged twice because somebody asked twice. */
@Service
public class Payments {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    private final CheckoutStore checkouts;
    private final SubscriptionStore subscriptions;
    private final PaymentStore payments;
    private final PaymentGateway gateway;
    private final Refresher refresher;
    private final Clock clock;

    Payments(
            CheckoutStore checkouts,
            SubscriptionStore subscriptions,
            PaymentStore payments,
            PaymentGateway gateway,
            Refresher refresher,
            Clock clock) {
        this.checkouts = checkouts;
        this.subscriptions = subscriptions;
        this.payments = payments;
        this.gateway = gateway;
        this.refresher = refresher;
        this.clock = clock;
    }

    /** Opens the promise's payment page, or finds the one that is open. Call it outside any transaction. */
    public CheckoutOutcome open(CheckoutRequest request) {
        requireNoTransaction();
        // Ours, stored before Stripe hears of it: a crash in between asks with the same key, and gets the same page.
        checkouts.ask(request, "checkout:" + request.promise(), clock.instant());
        var checkout = checkouts.find(request.promise()).orElseThrow();
        return switch (checkout.state()) {
            case PAID, PROCESSING -> new CheckoutOutcome.AlreadyPaid();
            case EXPIRED -> new CheckoutOutcome.Closed();
            case ASKED -> ask(request, checkout);
            case OPEN -> new CheckoutOutcome.Opened(java.util.Objects.requireNonNull(checkout.page()));
        };
    }

    /**
     * Looks at Stripe whether the promise's page was paid, and applies what it finds exactly as a webhook would. Call it outside any
     * transaction.
     */
    public CheckoutState refresh(UUID promise) {
        requireNoTransaction();
        return refresher.refreshOrKnown(promise);
    }

    /** Closes the promise's page if it is still open, so that it cannot be paid any more. Call it outside any transaction. */
    public void close(UUID promise) {
        requireNoTransaction();
        var checkout = checkouts.find(promise);
        var session = checkout.map(Checkout::sessionId);
        if (checkout.isEmpty() || session.isEmpty() || !checkout.get().state().isUnsettled()) {
            return;
        }
        try {
            gateway.close(session.get());
            refresher.refresh(promise);
        } catch (PaymentGateway.Unreachable e) {
            LOG.warn("The page of promise {} could not be closed; it closes by itself within a day", promise);
        }
    }

    /**
     * Lets the promise's subscription run to the end of what is paid, and no further; {@link PaymentEvent.SubscriptionChanged} tells
     * when it is so. Call it outside any transaction.
     *
     * @return false when Stripe did not answer: then nothing has changed, or a later look will show that it has
     */
    public boolean stopAtPeriodEnd(UUID promise) {
        requireNoTransaction();
        var subscription = subscriptions
                .idOf(promise)
                .orElseThrow(() -> new IllegalArgumentException("No subscription for promise " + promise));
        try {
            gateway.stopAtPeriodEnd(subscription);
            refresher.refresh(promise);
            return true;
        } catch (PaymentGateway.Unreachable e) {
            LOG.warn("The subscription of promise {} could not be stopped: {}", promise, e.getMessage());
            return false;
        }
    }

    /** Newest first. */
    public List<PaymentRecord> of(UUID promise) {
        return payments.of(promise);
    }

    private CheckoutOutcome ask(CheckoutRequest request, Checkout checkout) {
        try {
            var page = gateway.open(request, checkout.idempotencyKey());
            checkouts.opened(request.promise(), page);
            return new CheckoutOutcome.Opened(page.address());
        } catch (PaymentGateway.Unreachable e) {
            LOG.warn("No payment page for promise {}: {}", request.promise(), e.getMessage());
            return new CheckoutOutcome.Unreachable();
        }
    }

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Stripe is never asked inside a transaction");
        }
    }
}
