package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.Invoices;

/** What somebody does with an invoice by hand before it is paid: finalise it, send it. */
public final class Finalization {
    private Finalization() {}

    public static Doc byHand(Step step, Doc invoice, Fields given) {
        if (!invoice.is("status", "draft"))
            throw Problem.invalid(
                    null,
                    "invoice_not_editable",
                    "This invoice is already finalized, you can't re-finalize a non-draft invoice.");

        if (given.isSet("auto_advance")) invoice.set("auto_advance", given.is("auto_advance"));
        // Told with the hour that goOn grants, which a debit under way cannot have cut short yet.
        var charged = invoice.is("auto_advance") && !Invoices.isSent(invoice);
        Invoices.finalizeNow(step, invoice, charged ? (Long) (step.now() + Invoices.AN_HOUR) : null);
        if (invoice.number("amount_due") == 0) {
            Collection.settleNothing(step, invoice);
            return invoice;
        }
        Collection.prepareIntent(step, invoice);
        if (invoice.is("auto_advance")) Invoices.goOn(step, invoice);
        return invoice;
    }

    public static Doc send(Step step, Doc invoice) {
        if (!Invoices.isSent(invoice))
            throw Problem.invalid(
                    null, "You can only manually send an invoice if its collection method is 'send_invoice'.");
        if (invoice.is("status", "void") || invoice.is("status", "uncollectible"))
            throw Problem.invalid(null, "This invoice can no longer be sent: it is " + invoice.find("status") + ".");
        if (!step.need(invoice.text("customer")).isSet("email"))
            throw Problem.invalid(
                    null, "missing_customer_email", "The customer must have an email address to be sent an invoice.");

        if (invoice.is("status", "draft")) byHand(step, invoice, Fields.empty().set("auto_advance", false));
        step.tell("invoice.sent", invoice);
        return invoice;
    }
}
