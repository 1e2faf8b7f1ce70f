package org.broadsheet.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Money through Stripe. Nothing here trusts a browser, and nothing is charged twice because somebody asked twice. */
@Service
public class Payments {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    // A page that closes one and opens another answers within eight seconds, whatever Stripe does.
    private static final Duration OPENED_WITHIN = Duration.ofMillis(4_500);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);
    private static final Duration LOOKED_UP_WITHIN = Duration.ofSeconds(5);
    private static final Duration DONE_WITHIN = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final CheckoutStore checkouts;
    private final PaymentStore payments;
    private final RefundStore refunds;
    private final CommandStore commands;
    private final PaymentGateway gateway;
    private final Patience patience;
    private final Refresher refresher;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Clock wall;

    Payments(
            CheckoutStore checkouts,
            PaymentStore payments,
            RefundStore refunds,
            CommandStore commands,
            PaymentGateway gateway,
            Patience patience,
            Refresher refresher,
            ApplicationEventPublisher events,
            Clock clock,
            @Qualifier("wall") Clock wall) {
        this.checkouts = checkouts;
        this.payments = payments;
        this.refunds = refunds;
        this.commands = commands;
        this.gateway = gateway;
        this.patience = patience;
        this.refresher = refresher;
        this.events = events;
        this.clock = clock;
        this.wall = wall;
    }

    /** Opens the promise's payment page, or finds the one that is open. Call it outside any transaction. */
    public CheckoutOutcome open(CheckoutRequest request) {
        requireNoTransaction();
        return patience.within(OPENED_WITHIN, () -> openNow(request)).orElseGet(CheckoutOutcome.Unreachable::new);
    }

    private CheckoutOutcome openNow(CheckoutRequest request) {
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
        return patience.within(LOOKED_UP_WITHIN, () -> refresher.refreshOrKnown(promise))
                .orElseGet(() -> refresher.known(promise));
    }

    /** Closes the promise's page if it is still open, so that it cannot be paid any more. Call it outside any transaction. */
    public void close(UUID promise) {
        requireNoTransaction();
        patience.within(CLOSED_WITHIN, () -> {
            closeNow(promise);
            return promise;
        });
    }

    private void closeNow(UUID promise) {
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
     * Has Stripe do something as soon as it answers, if and only if the caller's transaction commits; {@link PaymentEvent} tells what
     * came of it. What is ordered for one promise is done in the order in which it was ordered.
     *
     * @return the command, for {@link #await} and {@link #ordered}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID order(UUID promise, StripeCommand command, Asker by) {
        var id = commands.add(promise, command, by, wall.instant());
        events.publishEvent(new CommandQueued(id));
        return id;
    }

    public Optional<OrderedCommand> ordered(UUID command) {
        return commands.find(command);
    }

    /** What has been ordered for a promise and is not known to be done, in the order in which it was asked for. */
    public List<OrderedCommand> underWay(UUID promise) {
        return commands.unfinished(promise);
    }

    /**
     * Waits a little for a command, so that a page can say that it is done. Gives up at once when the last attempt brought no answer
     * and the next one is not due. Call it outside any transaction.
     */
    public OrderedCommand await(UUID command) {
        requireNoTransaction();
        var until = System.nanoTime() + DONE_WITHIN.toNanos();
        while (System.nanoTime() < until && commands.isUnderWay(command, wall.instant())) {
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return commands.find(command).orElseThrow();
    }

    /**
     * What is left of a payment to be given back, less what has been ordered and is not known to be done. Nothing while its bank wants
     * it back: what is taken back cannot be given back as well.
     *
     * @throws IllegalArgumentException when the promise has no such payment
     */
    public Money refundable(UUID promise, UUID payment) {
        long ordered = commands.unfinished(promise).stream()
                .map(OrderedCommand::command)
                .filter(each -> each instanceof StripeCommand.Refund refund
                        && refund.payment().equals(payment))
                .mapToLong(each -> ((StripeCommand.Refund) each).amount().minorUnits())
                .sum();
        var left = refunds.left(promise, payment)
                .orElseThrow(() -> new IllegalArgumentException("No payment " + payment + " of promise " + promise));
        return new Money(Math.max(0, left.minorUnits() - ordered), left.currency());
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
