package org.broadsheet.sandbox;

import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceAddLinesParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceRetrieveParams;
import com.stripe.param.InvoiceUpdateParams;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A customer with a card, and somebody who writes them invoices by hand. */
abstract class InvoiceStage {
    static final long AN_HOUR = 3_600;
    static final long A_DAY = 86_400;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    Customer customer;

    @BeforeEach
    void meet() throws Exception {
        customer = customer("pm_card_visa");
    }

    final Customer customer(String card) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("elif@example.org")
                        .setName("Elif")
                        .setPaymentMethod(card)
                        .setInvoiceSettings(CustomerCreateParams.InvoiceSettings.builder()
                                .setDefaultPaymentMethod(card)
                                .build())
                        .build());
    }

    final InvoiceCreateParams.Builder invoice() {
        return InvoiceCreateParams.builder().setCustomer(customer.getId());
    }

    final Invoice create(InvoiceCreateParams.Builder wish) throws Exception {
        return rehearsal.stripe.v1().invoices().create(wish.build());
    }

    final Invoice add(Invoice draft, long amount) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .invoices()
                .addLines(
                        draft.getId(),
                        InvoiceAddLinesParams.builder()
                                .addLine(InvoiceAddLinesParams.Line.builder()
                                        .setAmount(amount)
                                        .setDescription("A line")
                                        .build())
                                .build());
    }

    final Invoice finalized(long amount) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .invoices()
                .finalizeInvoice(add(create(invoice()), amount).getId());
    }

    final void pend(long amount, String what) throws Exception {
        rehearsal
                .stripe
                .v1()
                .invoiceItems()
                .create(InvoiceItemCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setAmount(amount)
                        .setCurrency("eur")
                        .setDescription(what)
                        .build());
    }

    final Invoice update(Invoice invoice, InvoiceUpdateParams.Builder wish) throws Exception {
        return rehearsal.stripe.v1().invoices().update(invoice.getId(), wish.build());
    }

    final Invoice again(Invoice invoice) throws Exception {
        return rehearsal.stripe.v1().invoices().retrieve(invoice.getId());
    }

    final Invoice expanded(Invoice invoice) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .invoices()
                .retrieve(
                        invoice.getId(),
                        InvoiceRetrieveParams.builder()
                                .addAllExpand(List.of("confirmation_secret", "payments"))
                                .build());
    }
}
