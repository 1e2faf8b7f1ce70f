package org.broadsheet.sandbox.engine.invoices;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** An invoice for what was bought once and has been paid for already. */
public final class SettledInvoice {
    private SettledInvoice() {}

    /** Without an intent there was nothing to pay. */
    public static Doc of(
            Step step, String payer, List<Fields> bought, List<String> discounts, Fields data, @Nullable Doc intent) {
        var customer = step.need(payer);
        var invoice = step.create("invoice", Ids.fresh("in_"));
        invoice.set("billing_reason", "manual")
                .set("auto_advance", false)
                .set("currency", bought.getFirst().text("currency"))
                .set("customer", payer)
                .set("discounts", discounts)
                .set("lines.url", "/v1/invoices/" + invoice.id() + "/lines")
                .set("period_start", step.now())
                .set("period_end", step.now());
        Invoices.address(invoice, customer);
        invoice.take(customer.object("invoice_settings"), "custom_fields", "footer");
        for (var key : new String[] {"custom_fields", "description", "footer"})
            if (data.isSet(key)) invoice.set(key, data.node(key));
        invoice.mergeMetadata(data);
        var lines = new ArrayList<Fields>();
        for (var each : bought) lines.add(InvoiceLines.ofItem(InvoiceItems.bought(step, invoice, each), invoice.id()));
        invoice.set("lines.data", lines);
        InvoiceSums.draw(step, invoice);
        step.tell("invoice.created", invoice);
        Invoices.finalizePaid(step, invoice);
        invoice.set("attempted", true);
        if (intent == null) {
            Invoices.settle(step, invoice, 0);
        } else {
            Invoices.paymentFor(step, invoice, intent);
            Invoices.paid(step, invoice, intent);
        }
        return invoice;
    }
}
