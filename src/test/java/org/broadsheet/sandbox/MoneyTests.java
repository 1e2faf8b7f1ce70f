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
import java.util.List;
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

        rehearsal.set("payout_schedule", "manual");
        rehearsal.later(3 * 86_400L);
        assertThat(balance().getAvailable().getFirst().getAmount()).isEqualTo(960);
        assertThat(movements().getFirst().getStatus()).isEqualTo("available");
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
