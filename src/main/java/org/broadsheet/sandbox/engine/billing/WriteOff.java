package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.CustomerBalance;
import org.broadsheet.sandbox.engine.invoices.Invoices;

/** Invoices that nobody has to pay any more, paid or not: void, as if they had never been, or given up. */
public final class WriteOff {
    private WriteOff() {}

    public static Doc voidByHand(Step step, Doc invoice) {
        Invoices.requireNoneUnderWay(step, invoice);
        return voidNow(step, invoice);
    }

    static Doc voidNow(Step step, Doc invoice) {
        if (!invoice.is("status", "open") && !invoice.is("status", "uncollectible"))
            throw Problem.invalid(
                    null, "You can only pass in open or uncollectible invoices. This invoice isn't open.");

        invoice.set("status", "void").set("next_payment_attempt", null).set("status_transitions.voided_at", step.now());
        step.tell("invoice.updated", invoice);
        step.tell("invoice.voided", invoice);
        CustomerBalance.giveBack(step, invoice);
        Invoices.dropIntent(step, invoice, "void_invoice");
        var subscription = step.find(invoice.find("parent.subscription_details.subscription"));
        if (subscription != null) Standing.voided(step, subscription, invoice);
        Collection.delinquentNoMore(step, invoice);
        return invoice;
    }

    public static Doc markUncollectible(Step step, Doc invoice) {
        if (!invoice.is("status", "open"))
            throw Problem.invalid(null, "You can only mark an open invoice as uncollectible.");

        invoice.set("status", "uncollectible")
                .set("next_payment_attempt", null)
                .set("status_transitions.marked_uncollectible_at", step.now());
        step.tell("invoice.updated", invoice);
        step.tell("invoice.marked_uncollectible", invoice);
        Collection.backInGoodStanding(step, invoice);
        return invoice;
    }
}
