package org.broadsheet.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Looks after what no webhook told us: pages whose end we do not know, subscriptions whose period is over, money that was not booked
 * yet. It relies on no event at all, so a day without webhooks ends in the same state as a day with them.
 */
@Component
class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** Stripe closes a page after a day; what a bank debit brings may take two weeks. */
    private static final Duration PAGES_END_WITHIN = Duration.ofDays(15);

    /** The reader is probably still typing the card number, and will come back by the return page. */
    private static final Duration LEFT_ALONE = Duration.ofMinutes(2);

    /** An invoice is a draft for an hour before Stripe charges it. */
    private static final Duration CHARGED_WITHIN = Duration.ofHours(1);

    private static final Duration ASKED_AGAIN_AFTER = Duration.ofMinutes(10);

    private final CheckoutStore checkouts;
    private final SubscriptionStore subscriptions;
    private final PaymentStore payments;
    private final Refresher refresher;
    private final Clock clock;
    private final Clock wall;

    Reconciler(
            CheckoutStore checkouts,
            SubscriptionStore subscriptions,
            PaymentStore payments,
            Refresher refresher,
            Clock clock,
            @Qualifier("wall") Clock wall) {
        this.checkouts = checkouts;
        this.subscriptions = subscriptions;
        this.payments = payments;
        this.refresher = refresher;
        this.clock = clock;
        this.wall = wall;
    }

    void reconcile() {
        var now = clock.instant();
        Set<UUID> promises = new LinkedHashSet<>();
        promises.addAll(checkouts.unsettled(now.minus(PAGES_END_WITHIN), now.minus(LEFT_ALONE)));
        promises.addAll(
                subscriptions.overdue(now.minus(CHARGED_WITHIN), wall.instant().minus(ASKED_AGAIN_AFTER)));
        promises.addAll(payments.withoutSettlement(wall.instant().minus(LEFT_ALONE)));
        for (var promise : promises) {
            try {
                refresher.refresh(promise);
            } catch (PaymentGateway.Unreachable e) {
                LOG.warn("Stripe does not answer; {} promises wait for the next round", promises.size());
                return;
            } catch (DataAccessException e) {
                LOG.error("Promise {} could not be reconciled", promise, e);
            }
        }
    }
}
