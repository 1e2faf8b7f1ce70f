package org.broadsheet.sandbox;

import com.stripe.exception.StripeException;
import com.stripe.model.Balance;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Payout;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.RefundCreateParams;
import java.util.List;
import java.util.stream.StreamSupport;

/** The account's books as the SDK shows them, and money to fill them with. */
final class Books {
    private final Rehearsal rehearsal;

    Books(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    Charge charge(long amount) throws StripeException {
        return charge(amount, Rehearsal.GOOD);
    }

    Charge charge(long amount, String card) throws StripeException {
        rehearsal.pay(rehearsal.create(Rehearsal.once(amount)), card);
        return rehearsal.stripe.v1().charges().list().getData().getFirst();
    }

    Charge again(Charge charge) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .charges()
                .retrieve(
                        charge.getId(),
                        ChargeRetrieveParams.builder().addExpand("refunds").build());
    }

    Refund refund(Charge charge, long amount) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setCharge(charge.getId())
                        .setAmount(amount)
                        .build());
    }

    Balance balance() throws StripeException {
        return rehearsal.stripe.v1().balance().retrieve();
    }

    long available() throws StripeException {
        return balance().getAvailable().getFirst().getAmount();
    }

    long pending() throws StripeException {
        return balance().getPending().getFirst().getAmount();
    }

    List<BalanceTransaction> movements() throws StripeException {
        return movements(BalanceTransactionListParams.builder());
    }

    List<BalanceTransaction> movementsOf(Payout payout) throws StripeException {
        return movements(BalanceTransactionListParams.builder().setPayout(payout.getId()));
    }

    List<BalanceTransaction> movements(BalanceTransactionListParams.Builder which) throws StripeException {
        var all = rehearsal
                .stripe
                .v1()
                .balanceTransactions()
                .list(which.setLimit(100L).build())
                .autoPagingIterable();
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    BalanceTransaction newest(String type) throws StripeException {
        return movements(BalanceTransactionListParams.builder().setType(type)).getFirst();
    }

    /** Newest first. */
    List<Payout> payouts() throws StripeException {
        return rehearsal.stripe.v1().payouts().list().getData();
    }

    static long net(List<BalanceTransaction> movements) {
        return movements.stream().mapToLong(BalanceTransaction::getNet).sum();
    }
}
