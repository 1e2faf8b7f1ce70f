package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.InvoicePayment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A single payment that gets an invoice when it has been paid. */
class CheckoutInvoiceTests {
    private static final String INVOICE =
            "&invoice_creation[enabled]=true&invoice_creation[invoice_data][description]=Thanks"
                    + "&invoice_creation[invoice_data][footer]=Court%20Street%203"
                    + "&invoice_creation[invoice_data][metadata][promise]=7"
                    + "&invoice_creation[invoice_data][custom_fields][0][name]=Desk"
                    + "&invoice_creation[invoice_data][custom_fields][0][value]=4";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Till till = new Till(rehearsal);

    @Test
    void it_is_paid_by_the_payment_and_named_by_the_session() throws Exception {
        var session = till.open(Till.ONE_GIFT + INVOICE);
        assertThat(session.getInvoiceCreation().getEnabled()).isTrue();
        assertThat(session.getInvoice()).isNull();
        assertThat(till.pay(session, Map.of()).statusCode()).isEqualTo(303);

        var paid = till.again(session.getId());
        var invoice = rehearsal.stripe.v1().invoices().retrieve(paid.getInvoice());
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getAmountPaid()).isEqualTo(3_000);
        assertThat(invoice.getCustomer()).isEqualTo(paid.getCustomer()).isNotNull();
        assertThat(invoice.getDescription()).isEqualTo("Thanks");
        assertThat(invoice.getFooter()).isEqualTo("Court Street 3");
        assertThat(invoice.getMetadata()).containsEntry("promise", "7");
        assertThat(invoice.getCustomFields()).hasSize(1);
        assertThat(invoice.getLines().getData().getFirst().getAmount()).isEqualTo(3_000);
        assertThat(rehearsal.stripe.v1().invoicePayments().list().getData())
                .extracting(InvoicePayment::getInvoice)
                .containsExactly(invoice.getId());
        assertThat(rehearsal.types())
                .containsSubsequence(
                        "payment_intent.created",
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "invoice.created",
                        "invoice.finalized",
                        "invoice.paid",
                        "checkout.session.completed");
    }

    @Test
    void a_discount_stands_on_it() throws Exception {
        var coupon = till.make("coupons", "percent_off=25&duration=once");
        var session = till.open(Till.ONE_GIFT + INVOICE + "&discounts[0][coupon]=" + coupon);
        till.pay(session, Map.of());

        var paid = till.again(session.getId());
        var invoice = rehearsal.stripe.v1().invoices().retrieve(paid.getInvoice());
        assertThat(invoice.getSubtotal()).isEqualTo(3_000);
        assertThat(invoice.getTotal()).isEqualTo(2_250).isEqualTo(paid.getAmountTotal());
        assertThat(invoice.getAmountPaid()).isEqualTo(2_250);
    }

    @Test
    void what_costs_nothing_has_one_without_a_payment() throws Exception {
        var coupon = till.make("coupons", "percent_off=100&duration=once");
        var session = till.open(Till.ONE_GIFT + INVOICE + "&discounts[0][coupon]=" + coupon);
        assertThat(till.pay(session, Map.of()).statusCode()).isEqualTo(303);

        var invoice = rehearsal
                .stripe
                .v1()
                .invoices()
                .retrieve(till.again(session.getId()).getInvoice());
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getTotal()).isZero();
        assertThat(rehearsal.stripe.v1().invoicePayments().list().getData()).isEmpty();
        assertThat(rehearsal.types()).doesNotContain("payment_intent.created");
    }

    @Test
    void a_debit_gets_it_when_the_bank_has_answered() throws Exception {
        var session = till.open(Till.ONE_GIFT + INVOICE);
        till.pay(session, Map.of("method", "sepa", "iban", "AT611904300234573201"));
        assertThat(till.again(session.getId()).getInvoice()).isNull();

        rehearsal.later(6 * 86_400);

        var invoice = rehearsal
                .stripe
                .v1()
                .invoices()
                .retrieve(till.again(session.getId()).getInvoice());
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(rehearsal.types())
                .containsSubsequence(
                        "checkout.session.completed", "invoice.paid", "checkout.session.async_payment_succeeded");
    }

    @Test
    void nobody_gets_one_without_asking() throws Exception {
        var session = till.open(Till.ONE_GIFT);
        till.pay(session, Map.of());

        assertThat(session.getInvoiceCreation().getEnabled()).isFalse();
        assertThat(till.again(session.getId()).getInvoice()).isNull();
        assertThat(rehearsal.types()).doesNotContain("invoice.created");
    }

    @ParameterizedTest
    @CsvSource({
        "MONTHLY, invoice_creation[enabled]=true, invoice_creation",
        "ONCE, invoice_creation[invoice_data][footer]=x, invoice_creation[enabled]",
        "ONCE, invoice_creation=true, invoice_creation",
        "ONCE, invoice_creation[enabled]=true&invoice_creation[invoice_data][footer][a]=x, invoice_creation[invoice_data][footer]",
        "ONCE, invoice_creation[enabled]=true&invoice_creation[invoice_data][custom_fields][0][name]=x, invoice_creation[invoice_data][custom_fields][0][value]"
    })
    void nonsense_is_refused(String kind, String more, String param) {
        Till.isRefused(till.ask((kind.equals("ONCE") ? Till.ONE_GIFT : Till.MONTHLY) + "&" + more), param);
    }
}
