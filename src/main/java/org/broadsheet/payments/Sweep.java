package org.broadsheet.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * Compares everything at Stripe with what we know, and repairs what differs through the same path as a webhook. It relies on no event:
 * a day without them, or an empty database, ends in the same state.
 */
@Service
public class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration USUAL = Duration.ofDays(2);
    private static final Duration DEEP = Duration.ofDays(40);

    private final ListingGateway stripe;
    private final Ownership ownership;
    private final Adoption adoption;
    private final SweepStore store;
    private final PaymentStore payments;
    private final SubscriptionStore subscriptions;
    private final RefundStore refunds;
    private final DisputeStore disputes;
    private final Refresher refresher;
    private final BalanceReading balance;
    private final Clock clock;
    private final Clock wall;

    Sweep(
            ListingGateway stripe,
            Ownership ownership,
            Adoption adoption,
            SweepStore store,
            PaymentStore payments,
            SubscriptionStore subscriptions,
            RefundStore refunds,
            DisputeStore disputes,
            Refresher refresher,
            BalanceReading balance,
            Clock clock,
            @Qualifier("wall") Clock wall) {
        this.stripe = stripe;
        this.ownership = ownership;
        this.adoption = adoption;
        this.store = store;
        this.payments = payments;
        this.subscriptions = subscriptions;
        this.refunds = refunds;
        this.disputes = disputes;
        this.refresher = refresher;
        this.balance = balance;
        this.clock = clock;
        this.wall = wall;
    }

    /**
     * Back to the last time that all was well, and two days at least.
     *
     * @return false when Stripe did not answer
     */
    public boolean usual() {
        var usual = clock.instant().minus(USUAL);
        return since(store.last()
                .map(last -> last.minus(USUAL))
                .filter(last -> last.isBefore(usual))
                .orElse(usual));
    }

    /** Far enough for whatever takes its time: bank debits, retries, disputes. */
    public boolean deep() {
        return since(clock.instant().minus(DEEP));
    }

    /** From the beginning, as into an empty database. */
    public boolean everything() {
        return since(Instant.EPOCH);
    }

    private boolean since(Instant since) {
        var began = clock.instant();
        try {
            var different = new Different();
            pages(since, different);
            subscriptions(since, different);
            payments(since, different);
            backs(since, different);
            different.promises.forEach(this::refresh);
            balance.bringIn(since);
            store.add(since, began, wall.instant(), different.promises.size());
            return true;
        } catch (PaymentGateway.Unreachable e) {
            LOG.warn("Stripe does not answer; the comparison waits for the next round: {}", e.getMessage());
            return false;
        }
    }

    private void pages(Instant since, Different different) {
        for (var page : stripe.pages(since)) {
            ownership
                    .promise(page.metadata())
                    .filter(promise -> adoption.adopt(promise, page))
                    .ifPresent(promise -> different.note(promise, null));
        }
    }

    private void subscriptions(Instant since, Different different) {
        for (var each : stripe.subscriptions(since)) {
            ownership
                    .promise(each.metadata())
                    .filter(promise -> !subscriptions.find(promise).equals(Optional.of(each.facts())))
                    .ifPresent(promise -> different.note(promise, null));
        }
    }

    private void payments(Instant since, Different different) {
        for (var each : stripe.invoices(since)) {
            ownership
                    .promise(each.metadata())
                    .filter(promise ->
                            each.attempts() > 0 && !payments.knowsInvoice(each.id(), each.paid(), each.attempts()))
                    .ifPresent(promise -> different.note(promise, null));
        }
        for (var each : stripe.intents(since)) {
            ownership
                    .promise(each.metadata())
                    .or(() -> payments.promiseOf(each.id()))
                    .filter(promise -> each.succeeded() && !payments.isBooked(each.id()))
                    .ifPresent(promise -> different.note(promise, null));
        }
    }

    private void backs(Instant since, Different different) {
        for (var each : stripe.refunds(since)) {
            if (!refunds.stateOf(each.id()).equals(Optional.of(each.state()))) {
                ofIntent(each.intent(), different);
            }
        }
        for (var each : stripe.disputes(since)) {
            if (!disputes.find(each.id()).equals(Optional.of(new DisputeStore.Known(each.state(), each.inquiry())))) {
                ofIntent(each.intent(), different);
            }
        }
    }

    private void ofIntent(@Nullable String intent, Different different) {
        if (intent != null) {
            payments.promiseOf(intent).ifPresent(promise -> different.note(promise, intent));
        }
    }

    private void refresh(UUID promise, Set<String> intents) {
        try {
            refresher.refresh(promise, intents);
        } catch (DataAccessException e) {
            LOG.error("Promise {} could not be reconciled", promise, e);
        }
    }

    /** Promises of which Stripe says something else than we know, with the payments that money went back of. */
    private static final class Different {
        private final Map<UUID, Set<String>> promises = new LinkedHashMap<>();

        void note(UUID promise, @Nullable String intent) {
            var intents = promises.computeIfAbsent(promise, key -> new HashSet<>());
            if (intent != null) {
                intents.add(intent);
            }
        }
    }
}
