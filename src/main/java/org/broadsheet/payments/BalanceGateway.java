package org.broadsheet.payments;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account at Stripe as a whole, which may be shared with others. Every call goes over the network, and fails with
 * {@link PaymentGateway.Unreachable}.
 */
public interface BalanceGateway {

    /** Oldest first; those made at the instant itself are there. */
    List<Moved> movements(Instant since);

    /** All that is on the balance, available or not yet, in the currency's smallest unit. */
    Map<Currency, Long> balance();

    /** Oldest first. */
    List<Payout> payouts(Instant since);

    /** What an automatic payout brings to the bank, without the payout itself. */
    List<Movement> gatheredBy(String payoutId);

    /** @param intent the payment that it belongs to; null where it belongs to none */
    record Moved(Movement movement, @Nullable String intent) {}

    /** @param automatic whether Stripe made it, and knows what it gathers */
    record Payout(
            String id,
            Currency currency,
            long amountMinor,
            String state,
            boolean automatic,
            Instant madeAt,
            Instant arrivesAt) {}
}
