package org.broadsheet.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.ledger.Account;
import org.broadsheet.ledger.Ledger;
import org.broadsheet.payments.BalanceGateway.Moved;
import org.broadsheet.payments.Movement.Meaning;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings every movement of the balance into the books: those of our payments through their promise, as a webhook would; those of the
 * account, and of others on it, by themselves.
 */
@Component
class BalanceReading {
    /** Until then what a payment belongs to may not be told yet. */
    private static final Duration SETTLES_WITHIN = Duration.ofHours(1);

    private final BalanceGateway balance;
    private final PaymentGateway gateway;
    private final PaymentStore payments;
    private final Ownership ownership;
    private final Refresher refresher;
    private final Cases cases;
    private final Ledger ledger;
    private final TransactionOperations transaction;
    private final Clock clock;

    BalanceReading(
            BalanceGateway balance,
            PaymentGateway gateway,
            PaymentStore payments,
            Ownership ownership,
            Refresher refresher,
            Cases cases,
            Ledger ledger,
            TransactionOperations transaction,
            Clock clock) {
        this.balance = balance;
        this.gateway = gateway;
        this.payments = payments;
        this.ownership = ownership;
        this.refresher = refresher;
        this.cases = cases;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @return how many movements were not in the books, whether or not they are now
     * @throws PaymentGateway.Unreachable when Stripe does not answer
     */
    int bringIn(Instant since) {
        var missing = missing(balance.movements(since));
        for (var each : missing) {
            // One may have brought in the next: a charge and its refund are of one promise.
            if (isMissing(each.movement())) {
                bringIn(each);
            }
        }
        return missing.size();
    }

    private List<Moved> missing(List<Moved> listed) {
        var posted = ledger.moved(
                Account.STRIPE_BALANCE,
                listed.stream().map(each -> each.movement().id()).toList());
        return listed.stream()
                .filter(each -> moves(each.movement())
                        && !posted.containsKey(each.movement().id()))
                .toList();
    }

    private boolean isMissing(Movement movement) {
        return ledger.moved(Account.STRIPE_BALANCE, List.of(movement.id())).isEmpty();
    }

    private static boolean moves(Movement movement) {
        return movement.amountMinor() != 0 || movement.feeMinor() != 0;
    }

    private void bringIn(Moved moved) {
        var movement = moved.movement();
        if (movement.meaning() == Meaning.OTHER) {
            cases.raise(CaseKind.UNKNOWN_MOVEMENT, movement.id(), null);
        }
        if (moved.intent() == null) {
            post(movement);
            return;
        }
        var promise = promiseOf(moved.intent());
        if (promise.isPresent()) {
            refresher.refresh(promise.get(), Set.of(moved.intent()));
            if (isMissing(movement) && isOld(movement)) {
                cases.raise(CaseKind.UNASSIGNED_MOVEMENT, movement.id(), promise.get());
            }
        } else if (isOld(movement)) {
            post(movement);
        }
    }

    private Optional<UUID> promiseOf(String intent) {
        return payments.promiseOf(intent).or(() -> switch (gateway.ownerOf(intent)) {
            case PaymentGateway.Owner.Marked marked -> ownership.promise(marked.metadata());
            case PaymentGateway.Owner.Missing missing -> Optional.empty();
        });
    }

    private boolean isOld(Movement movement) {
        return movement.at().plus(SETTLES_WITHIN).isBefore(clock.instant());
    }

    private void post(Movement movement) {
        transaction.executeWithoutResult(
                status -> MovementPosting.ofAccount(movement).ifPresent(ledger::post));
    }
}
