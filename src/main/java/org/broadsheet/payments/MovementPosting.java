package org.broadsheet.payments;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.ledger.Account;
import org.broadsheet.ledger.Entry;
import org.broadsheet.ledger.Posting;
import org.broadsheet.ledger.Posting.Kind;
import org.jspecify.annotations.Nullable;

/** How a movement at Stripe stands in the books: its net on the balance, its fee as a cost, and the rest where it came from or went. */
final class MovementPosting {
    private MovementPosting() {}

    /** Of a payment of ours. Empty for a movement of nothing. */
    static Optional<Posting> ofPayment(Movement movement, UUID payment) {
        return switch (movement.meaning()) {
            case CHARGE -> posting(movement, Kind.CHARGE, Account.CONTRIBUTIONS, payment);
            case REFUND -> posting(movement, Kind.REFUND, Account.REFUNDS, payment);
            case DISPUTE -> posting(movement, Kind.DISPUTE, Account.DISPUTES, payment);
            case PAYOUT, FEE, OTHER -> ofAccount(movement);
        };
    }

    /** Of the account at Stripe as a whole. Empty for a movement of nothing. */
    static Optional<Posting> ofAccount(Movement movement) {
        return switch (movement.meaning()) {
            case PAYOUT -> posting(movement, Kind.PAYOUT, Account.BANK, null);
            case FEE -> posting(movement, Kind.FEE, Account.STRIPE_FEES, null);
            case CHARGE, REFUND, DISPUTE, OTHER -> ofOthers(movement);
        };
    }

    /** Somebody else's on a shared account: their fee is theirs as well. */
    private static Optional<Posting> ofOthers(Movement movement) {
        return posting(
                new Movement(
                        movement.id(),
                        movement.meaning(),
                        movement.currency(),
                        movement.netMinor(),
                        0,
                        movement.at(),
                        movement.sourceId()),
                Kind.FOREIGN,
                Account.OTHERS,
                null);
    }

    private static Optional<Posting> posting(Movement movement, Kind kind, Account counter, @Nullable UUID payment) {
        var entries = List.of(
                Entry.signed(Account.STRIPE_BALANCE, movement.netMinor(), movement.currency()),
                Entry.signed(Account.STRIPE_FEES, movement.feeMinor(), movement.currency()),
                Entry.signed(counter, -movement.amountMinor(), movement.currency()));
        if (entries.stream().allMatch(each -> each.amount().isZero())) {
            return Optional.empty();
        }
        return Optional.of(new Posting(movement.id(), kind, payment, movement.at(), entries));
    }
}
