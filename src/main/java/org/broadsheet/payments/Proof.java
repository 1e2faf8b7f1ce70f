package org.broadsheet.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.broadsheet.ledger.Account;
import org.broadsheet.ledger.Ledger;
import org.broadsheet.payments.BalanceGateway.Payout;
import org.broadsheet.payments.ProofStore.Difference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Proves that our books are Stripe's: the balance of each currency to the cent, and each payout by the movements that it gathers.
 * What differs is named, movement by movement.
 */
@Service
public class Proof {
    private static final Logger LOG = LoggerFactory.getLogger(Proof.class);
    private static final int TRIES = 5;
    private static final Duration WINDOW = Duration.ofDays(40);

    private final BalanceGateway balance;
    private final BalanceReading reading;
    private final Ledger ledger;
    private final ProofStore store;
    private final Cases cases;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Clock wall;

    Proof(
            BalanceGateway balance,
            BalanceReading reading,
            Ledger ledger,
            ProofStore store,
            Cases cases,
            TransactionOperations transaction,
            Clock clock,
            @Qualifier("wall") Clock wall) {
        this.balance = balance;
        this.reading = reading;
        this.ledger = ledger;
        this.store = store;
        this.cases = cases;
        this.transaction = transaction;
        this.clock = clock;
        this.wall = wall;
    }

    /**
     * Call it outside any transaction.
     *
     * @return false while money moves faster than we read: then nothing is proved, and the last proof stands
     * @throws PaymentGateway.Unreachable when Stripe does not answer
     */
    public boolean prove() {
        var since = clock.instant().minus(WINDOW);
        reading.bringIn(since);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var before = balance.balance();
            reading.bringIn(clock.instant().minus(Duration.ofDays(1)));
            var books = books(before);
            if (balance.balance().equals(before)) {
                before.forEach((currency, minor) -> books.computeIfAbsent(currency, key -> 0L));
                books.forEach((currency, minor) -> prove(currency, before.getOrDefault(currency, 0L), minor, since));
                balance.payouts(since).forEach(this::prove);
                return true;
            }
        }
        LOG.warn("The balance at Stripe moves faster than it is read; the last proof stands");
        return false;
    }

    private Map<Currency, Long> books(Map<Currency, Long> atStripe) {
        var books = new HashMap<Currency, Long>();
        atStripe.keySet().forEach(each -> books.put(each, ledger.balance(Account.STRIPE_BALANCE, each)));
        ledger.currencies().forEach(each -> books.put(each, ledger.balance(Account.STRIPE_BALANCE, each)));
        return books;
    }

    private void prove(Currency currency, long atStripe, long inBooks, Instant since) {
        var differences = differences(currency, since);
        if (atStripe - inBooks
                != differences.stream().mapToLong(Difference::minor).sum()) {
            differences = differences(currency, Instant.EPOCH);
        }
        var found = differences;
        transaction.executeWithoutResult(status -> {
            store.add(currency, atStripe, inBooks, found, wall.instant());
            found.forEach(each -> cases.raise(CaseKind.DIFFERENCE, each.source(), null));
        });
        if (atStripe != inBooks) {
            LOG.error("The books differ from Stripe in {}: {} movements", currency, found.size());
        }
    }

    private List<Difference> differences(Currency currency, Instant since) {
        var stripe = new HashMap<String, Long>();
        for (var each : balance.movements(since)) {
            if (each.movement().currency().equals(currency) && each.movement().netMinor() != 0) {
                stripe.put(each.movement().id(), each.movement().netMinor());
            }
        }
        var books = ledger.movedSince(Account.STRIPE_BALANCE, currency, since);
        var all = new TreeSet<>(stripe.keySet());
        all.addAll(books.keySet());
        var differences = new ArrayList<Difference>();
        for (var source : all) {
            @Nullable Long there = stripe.get(source);
            @Nullable Long here = books.get(source);
            if (there == null || !there.equals(here)) {
                differences.add(new Difference(source, there, here));
            }
        }
        return differences;
    }

    private void prove(Payout payout) {
        if (!payout.automatic()) {
            store.put(payout, null, wall.instant());
            return;
        }
        var gathered = balance.gatheredBy(payout.id());
        var moved = ledger.moved(
                Account.STRIPE_BALANCE, gathered.stream().map(Movement::id).toList());
        store.put(
                payout,
                new ProofStore.Gathered(
                        gathered.size(),
                        gathered.stream().mapToLong(Movement::netMinor).sum(),
                        moved.values().stream().mapToLong(Long::longValue).sum()),
                wall.instant());
    }
}
