package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.Subscription;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoiceItemUpdateParams;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceItemTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private Subscription subscription;

    @BeforeEach
    void subscribe() throws Exception {
        subscription = rehearsal.subscribed(Rehearsal.GOOD);
    }

    @Nested
    class When_something_waits_for_the_next_invoice {
        @Test
        void the_renewal_takes_it_along() throws Exception {
            var item = create(item().setAmount(250L).setCurrency("eur").setDescription("A tote bag"));
            assertThat(item.getInvoice()).isNull();
            rehearsal.later("month");

            var invoice = newest();
            assertThat(invoice.getTotal()).isEqualTo(750);
            assertThat(invoice.getAmountPaid()).isEqualTo(750);
            assertThat(invoice.getLines().getData()).extracting("description").contains("A tote bag");
            assertThat(again(item).getInvoice()).isEqualTo(invoice.getId());
            rehearsal.later("month");
            assertThat(newest().getTotal()).isEqualTo(500);
        }

        @Test
        void another_currency_is_refused_beside_a_subscription() {
            assertThatThrownBy(() -> create(item().setAmount(250L).setCurrency("usd")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("cannot combine currencies");
        }

        @Test
        void an_invoice_that_takes_it_along_is_in_its_currency() throws Exception {
            var payer = Customer.create(Map.of("name", "Ada"), new Shop(rehearsal).with);
            create(InvoiceItemCreateParams.builder()
                    .setCustomer(payer.getId())
                    .setAmount(2_000L)
                    .setCurrency("usd"));

            var invoice = Invoice.create(
                    Map.of("customer", payer.getId(), "pending_invoice_items_behavior", "include"),
                    new Shop(rehearsal).with);
            assertThat(invoice.getCurrency()).isEqualTo("usd");
            assertThat(invoice.getTotal()).isEqualTo(2_000);
        }

        @Test
        void it_can_be_changed_or_taken_back() throws Exception {
            var item = create(item().setUnitAmountDecimal(new java.math.BigDecimal("33.35"))
                    .setQuantity(10L)
                    .setCurrency("eur"));
            assertThat(item.getAmount()).isEqualTo(334);

            var changed = rehearsal
                    .stripe
                    .v1()
                    .invoiceItems()
                    .update(
                            item.getId(),
                            InvoiceItemUpdateParams.builder().setQuantity(2L).build());
            assertThat(changed.getAmount()).isEqualTo(67);
            assertThat(rehearsal.stripe.v1().invoiceItems().delete(item.getId()).getDeleted())
                    .isTrue();
            assertThatThrownBy(() -> again(item)).isInstanceOf(InvalidRequestException.class);
            assertThat(rehearsal.types()).endsWith("invoiceitem.created", "invoiceitem.deleted");
            rehearsal.later("month");
            assertThat(newest().getTotal()).isEqualTo(500);
        }

        @Test
        void it_is_listed_as_pending_until_then() throws Exception {
            create(item().setAmount(250L).setCurrency("eur"));
            assertThat(pending(true)).isEqualTo(1);
            assertThat(pending(false)).isZero();
            rehearsal.later("month");
            assertThat(pending(true)).isZero();
            assertThat(pending(false)).isEqualTo(1);
        }
    }

    @Test
    void what_is_on_a_finalised_invoice_is_written_for_good() throws Exception {
        var item = create(item().setAmount(250L).setCurrency("eur"));
        rehearsal.later("month");

        assertThatThrownBy(() -> rehearsal
                        .stripe
                        .v1()
                        .invoiceItems()
                        .update(
                                item.getId(),
                                InvoiceItemUpdateParams.builder().setAmount(1L).build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> rehearsal.stripe.v1().invoiceItems().delete(item.getId()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount=1&currency=eur&customer=cus_nobody",
                "amount=1&currency=eur",
                "amount=999999999999&currency=eur&customer=CUSTOMER",
                "amount=1&customer=CUSTOMER",
                "amount=ten&currency=eur&customer=CUSTOMER",
                "amount=1&currency=gold&customer=CUSTOMER",
                "currency=eur&customer=CUSTOMER",
                "amount=1&quantity=2&currency=eur&customer=CUSTOMER",
                "unit_amount_decimal=1e9&currency=eur&customer=CUSTOMER",
                "unit_amount_decimal=99999999&quantity=99999999&currency=eur&customer=CUSTOMER",
                "unit_amount_decimal=1&quantity=-1&currency=eur&customer=CUSTOMER",
                "amount=1&currency=eur&customer[id]=CUSTOMER",
                "amount=1&currency=eur&customer=CUSTOMER&invoice=CUSTOMER",
                "amount=1&currency=eur&customer=CUSTOMER&subscription=sub_none",
                "amount=1&currency=eur&customer=CUSTOMER&period[start]=2&period[end]=1",
                "amount=1&currency=eur&customer=CUSTOMER&period=2",
                "pricing[price]=price_none&customer=CUSTOMER",
                "pricing=x&customer=CUSTOMER",
                "amount=1&currency=eur&customer=CUSTOMER&discounts[0]=",
                "price_data[currency]=eur&price_data[product]=prod_none&price_data[unit_amount]=1&customer=CUSTOMER"
            })
    void nonsense_is_refused_and_leaves_nothing(String form) throws Exception {
        var before = rehearsal.types();
        var answer = rehearsal.api("POST", "/v1/invoiceitems", form.replace("CUSTOMER", subscription.getCustomer()));

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(rehearsal.types()).isEqualTo(before);
        assertThat(pending(true)).isZero();
    }

    private InvoiceItemCreateParams.Builder item() {
        return InvoiceItemCreateParams.builder().setCustomer(subscription.getCustomer());
    }

    private InvoiceItem create(InvoiceItemCreateParams.Builder wish) throws Exception {
        return rehearsal.stripe.v1().invoiceItems().create(wish.build());
    }

    private InvoiceItem again(InvoiceItem item) throws Exception {
        return rehearsal.stripe.v1().invoiceItems().retrieve(item.getId());
    }

    private int pending(boolean pending) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .invoiceItems()
                .list(InvoiceItemListParams.builder().setPending(pending).build())
                .getData()
                .size();
    }

    private Invoice newest() throws Exception {
        return rehearsal.stripe.v1().invoices().list().getData().getFirst();
    }
}
