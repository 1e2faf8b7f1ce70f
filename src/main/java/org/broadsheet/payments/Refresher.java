package org.broadsheet.payments;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one function in which webhook, return page and reconciler end: ask Stripe what is true of a promise now, and take it in. Which
 * event came, in which order and how often, does not matter.
 */
@Component
class Refresher {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    /** Stripe's clock and ours may differ a little, and the sandbox's may have been moved in between. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final CheckoutStore checkouts;
    private final PaymentStore payments;
    private final PaymentGateway gateway;
    private final FactsApplication application;
    private final SharedLooks looks;

    Refresher(
            CheckoutStore checkouts,
            PaymentStore payments,
            PaymentGateway gateway,
            FactsApplication application,
            SharedLooks looks) {
        this.checkouts = checkouts;
        this.payments = payments;
        this.gateway = gateway;
        this.application = application;
        this.looks = looks;
    }

    /** @throws PaymentGateway.Unreachable when Stripe does not answer */
    CheckoutState refresh(UUID promise) {
        return refresh(promise, Set.of());
    }

    /**
     * @param intents payments of the promise of which something went back, or might have; an old one is not read without being named
     * @throws PaymentGateway.Unreachable when Stripe does not answer
     */
    CheckoutState refresh(UUID promise, Set<String> intents) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Stripe is never asked inside a transaction");
        }
        return looks.look(promise, intents, all -> holding(promise, all));
    }

    /** The state without Stripe's help when it cannot be had. */
    CheckoutState refreshOrKnown(UUID promise) {
        try {
            return refresh(promise);
        } catch (PaymentGateway.Unreachable | CannotAcquireLockException e) {
            LOG.warn("Promise {} could not be looked up: {}", promise, e.getMessage());
            return known(promise);
        }
    }

    /** Without asking anybody. */
    CheckoutState known(UUID promise) {
        return checkouts.find(promise).map(each -> each.state().shown()).orElse(CheckoutState.UNKNOWN);
    }

    /** For who holds the promise already. */
    CheckoutState holding(UUID promise) {
        return holding(promise, Set.of());
    }

    private CheckoutState holding(UUID promise, Set<String> intents) {
        var checkout = checkouts.find(promise);
        if (checkout.isEmpty()) {
            return CheckoutState.UNKNOWN;
        }
        var session = sessionOf(checkout.get());
        if (session.isEmpty()) {
            return CheckoutState.UNKNOWN;
        }
        var facts = gateway.read(session.get(), payments.settledInvoices(promise));
        var backs = Stream.concat(facts.touched().stream(), intents.stream())
                .distinct()
                .sorted()
                .map(gateway::moneyBack)
                .toList();
        return application.apply(checkouts.find(promise).orElseThrow(), facts, backs);
    }

    /** When the answer to opening the page was lost, Stripe still knows for which promise it was. */
    private Optional<String> sessionOf(Checkout checkout) {
        if (checkout.sessionId() != null) {
            return Optional.of(checkout.sessionId());
        }
        var found = gateway.findPage(checkout.promise(), checkout.askedAt().minus(SLACK));
        found.ifPresent(page -> checkouts.opened(checkout.promise(), page));
        return found.map(PaymentGateway.Page::sessionId);
    }
}
