package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Balance;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Refund;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.RefundCreateParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MoneyTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class When_money_goes_back {
        @Test
        void a_charge_is_refunded_in_parts_until_nothing_is_left() throws Exception {
            var charge = charge(3000);
            var first = refund(charge, 1000);
            assertThat(first.getStatus()).isEqualTo("succeeded");
            assertThat(again(charge).getAmountRefunded()).isEqualTo(1000);
            assertThat(again(charge).getRefunded()).isFalse();

            refund(charge, 2000);
            assertThat(again(charge).getAmountRefunded()).isEqualTo(3000);
            assertThat(again(charge).getRefunded()).isTrue();
            assertThat(again(charge).getRefunds().getData()).hasSize(2);
            assertThatThrownBy(() -> refund(charge, 1))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            refused -> assertThat(refused.getCode()).isEqualTo("charge_already_refunded"));
        }

        @Test
        void more_than_was_paid_is_refused() throws Exception {
            var charge = charge(500);
            assertThatThrownBy(() -> refund(charge, 501)).isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void the_events_come_in_order_and_say_what_was_refunded_before() throws Exception {
            refund(charge(3000), 1000);

            assertThat(rehearsal.types()).endsWith("refund.created", "charge.refunded");
            assertThat(rehearsal.events().getLast().getData().getPreviousAttributes())
                    .hasToString("{amount_refunded=0}");
        }

        @Test
        void a_subscription_goes_on_and_its_invoice_stays_paid() throws Exception {
            var subscription = rehearsal.subscribed(Rehearsal.GOOD);
            rehearsal
                    .stripe
                    .v1()
                    .refunds()
                    .create(RefundCreateParams.builder()
                            .setPaymentIntent(intentOf(subscription.getLatestInvoice()))
                            .build());

            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("active");
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .invoices()
                            .retrieve(subscription.getLatestInvoice())
                            .getStatus())
                    .isEqualTo("paid");
        }

        private String intentOf(String invoice) throws Exception {
            return rehearsal
                    .stripe
                    .v1()
                    .invoicePayments()
                    .list(InvoicePaymentListParams.builder().setInvoice(invoice).build())
                    .getData()
                    .getFirst()
                    .getPayment()
                    .getPaymentIntent();
        }
    }

    @Test
    void an_invoice_is_found_by_the_intent_that_paid_it() throws Exception {
        var subscription = rehearsal.subscribed(Rehearsal.GOOD);
        var intent = rehearsal.stripe.v1().paymentIntents().list().getData().getFirst();
        var found = rehearsal
                .stripe
                .v1()
                .invoicePayments()
                .list(InvoicePaymentListParams.builder()
                        .setPayment(InvoicePaymentListParams.Payment.builder()
                                .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                                .setPaymentIntent(intent.getId())
                                .build())
                        .build());

        assertThat(found.getData())
                .singleElement()
                .satisfies(payment -> assertThat(payment.getInvoice()).isEqualTo(subscription.getLatestInvoice()));
    }

    @Test
    void money_is_on_its_way_for_three_days() throws Exception {
        charge(1000);
        assertThat(balance().getPending().getFirst().getAmount()).isEqualTo(960);
        assertThat(movements().getFirst().getStatus()).isEqualTo("pending");

        rehearsal.later(3 * 86_400L);
        assertThat(balance().getAvailable().getFirst().getAmount()).isEqualTo(960);
        assertThat(movements().getFirst().getStatus()).isEqualTo("available");
    }

    /** Random lives: what Stripe says we own is what came in, less fees, less what went back. */
    @Test
    void the_balance_is_the_sum_of_its_movements_whatever_happens() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var charges = new ArrayList<Charge>();
        for (int i = 0; i < 25; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> charges.add(charge(50 + random.nextInt(100_000)));
                case 2 -> rehearsal.subscribed(random.nextBoolean() ? Rehearsal.GOOD : Rehearsal.FAILS_LATER);
                case 3 -> rehearsal.later(random.nextInt(20 * 86_400));
                default -> {
                    var open = charges.stream().filter(each -> left(each) > 0).toList();
                    if (!open.isEmpty()) {
                        var charge = open.get(random.nextInt(open.size()));
                        refund(charge, 1 + random.nextInt((int) left(charge)));
                    }
                }
            }
        }

        var movements = movements();
        assertThat(balance().getAvailable().getFirst().getAmount()
                        + balance().getPending().getFirst().getAmount())
                .as("seed %d", seed)
                .isEqualTo(
                        movements.stream().mapToLong(BalanceTransaction::getNet).sum());
        assertThat(movements)
                .as("seed %d", seed)
                .allSatisfy(each -> assertThat(each.getNet()).isEqualTo(each.getAmount() - each.getFee()));
        assertThat(movements.stream().mapToLong(BalanceTransaction::getAmount).sum())
                .as("seed %d", seed)
                .isEqualTo(succeeded().stream()
                        .mapToLong(each -> each.getAmount() - each.getAmountRefunded())
                        .sum());
    }

    private List<Charge> succeeded() throws Exception {
        var all = rehearsal.stripe.v1().charges().list().autoPagingIterable();
        return StreamSupport.stream(all.spliterator(), false)
                .filter(Charge::getPaid)
                .toList();
    }

    private long left(Charge charge) {
        try {
            return charge.getAmount() - again(charge).getAmountRefunded();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Balance balance() throws Exception {
        return rehearsal.stripe.v1().balance().retrieve();
    }

    private List<BalanceTransaction> movements() throws Exception {
        var all = rehearsal
                .stripe
                .v1()
                .balanceTransactions()
                .list(BalanceTransactionListParams.builder().setLimit(100L).build())
                .autoPagingIterable();
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    private Charge charge(long amount) throws Exception {
        rehearsal.paid(Rehearsal.once(amount));
        return rehearsal.stripe.v1().charges().list().getData().getFirst();
    }

    private Charge again(Charge charge) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .charges()
                .retrieve(
                        charge.getId(),
                        ChargeRetrieveParams.builder().addExpand("refunds").build());
    }

    private Refund refund(Charge charge, long amount) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setCharge(charge.getId())
                        .setAmount(amount)
                        .build());
    }
}
