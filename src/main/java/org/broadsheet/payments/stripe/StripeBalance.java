package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Balance;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.PayoutListParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.payments.BalanceGateway;
import org.broadsheet.payments.Movement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the balance and everything that ever moved it. */
@Component
class StripeBalance implements BalanceGateway {
    private static final long AT_ONCE = 100L;

    private final StripeClient stripe;
    private final StripeBreaker breaker;

    StripeBalance(StripeClient stripe, StripeBreaker breaker) {
        this.stripe = stripe;
        this.breaker = breaker;
    }

    @Override
    public List<Moved> movements(Instant since) {
        var params = BalanceTransactionListParams.builder()
                .setCreated(BalanceTransactionListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(AT_ONCE)
                .addExpand("data.source")
                .build();
        return breaker.listed("listing balance transactions", () -> {
            var moved = new ArrayList<Moved>();
            for (var each : stripe.v1().balanceTransactions().list(params).autoPagingIterable()) {
                moved.add(new Moved(StripeMoney.movement(each), intent(each)));
            }
            return moved.reversed();
        });
    }

    @Override
    public Map<Currency, Long> balance() {
        return breaker.call("reading the balance", () -> {
            var balance = stripe.v1().balance().retrieve();
            var sums = new HashMap<Currency, Long>();
            balance.getAvailable()
                    .forEach(each -> sums.merge(currency(each.getCurrency()), each.getAmount(), Long::sum));
            for (Balance.Pending each : balance.getPending()) {
                sums.merge(currency(each.getCurrency()), each.getAmount(), Long::sum);
            }
            return sums;
        });
    }

    @Override
    public List<Payout> payouts(Instant since) {
        var params = PayoutListParams.builder()
                .setCreated(PayoutListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(AT_ONCE)
                .build();
        return breaker.listed("listing payouts", () -> {
            var payouts = new ArrayList<Payout>();
            for (var each : stripe.v1().payouts().list(params).autoPagingIterable()) {
                payouts.add(new Payout(
                        each.getId(),
                        currency(each.getCurrency()),
                        each.getAmount(),
                        each.getStatus(),
                        Boolean.TRUE.equals(each.getAutomatic()),
                        Instant.ofEpochSecond(each.getCreated()),
                        Instant.ofEpochSecond(each.getArrivalDate())));
            }
            return payouts.reversed();
        });
    }

    @Override
    public List<Movement> gatheredBy(String payoutId) {
        var params = BalanceTransactionListParams.builder()
                .setPayout(payoutId)
                .setLimit(AT_ONCE)
                .build();
        return breaker.listed("reading what " + payoutId + " gathers", () -> gathered(params, payoutId));
    }

    private List<Movement> gathered(BalanceTransactionListParams params, String payoutId) throws StripeException {
        var gathered = new ArrayList<Movement>();
        for (var each : stripe.v1().balanceTransactions().list(params).autoPagingIterable()) {
            if (!payoutId.equals(each.getSource())) {
                gathered.add(StripeMoney.movement(each));
            }
        }
        return gathered;
    }

    private static @Nullable String intent(BalanceTransaction transaction) {
        var source = transaction.getSourceObject();
        if (source instanceof Charge charge) {
            return charge.getPaymentIntent();
        }
        if (source instanceof Refund refund) {
            return refund.getPaymentIntent();
        }
        return source instanceof Dispute dispute ? dispute.getPaymentIntent() : null;
    }

    private static Currency currency(String code) {
        return Currency.getInstance(code.toUpperCase(Locale.ROOT));
    }
}
