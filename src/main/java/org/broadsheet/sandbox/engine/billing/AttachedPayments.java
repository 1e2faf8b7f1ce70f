package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.Invoices;

/** An intent made elsewhere that pays an invoice: at once if its money is here, else when it comes. */
public final class AttachedPayments {
    private static final String PARAM = "payment_intent";

    private AttachedPayments() {}

    public static Doc attach(Step step, Doc invoice, Fields given) {
        if (!given.isSet(PARAM)) throw Problem.missingParameter(PARAM);
        var intent = step.get("payment_intent", given.text(PARAM), PARAM);
        check(step, invoice, intent);
        Invoices.dropIntent(step, invoice, "automatic");
        Invoices.paymentFor(step, invoice, intent);
        switch (intent.text("status")) {
            case "succeeded" -> {
                Invoices.paid(step, invoice, intent);
                Collection.backInGoodStanding(step, invoice);
            }
            case "processing" -> Collection.underWay(step, invoice);
            default -> {}
        }
        return invoice;
    }

    private static void check(Step step, Doc invoice, Doc intent) {
        if (!invoice.is("status", "open"))
            throw Problem.invalid(
                    null,
                    "A payment can be attached to an open invoice only, and this one is " + invoice.find("status")
                            + ".");
        Invoices.requireNoneUnderWay(step, invoice);
        if (intent.hidden().isSet("invoice") || intent.hidden().isSet("session"))
            throw Problem.invalid(PARAM, "This PaymentIntent belongs to an Invoice or a Checkout Session already.");
        if (intent.is("status", "canceled") || intent.is("status", "requires_capture"))
            throw Problem.invalid(PARAM, "This PaymentIntent is " + intent.find("status") + " and pays nothing.");
        if (!intent.is("customer", invoice.text("customer")))
            throw Problem.invalid(PARAM, "The PaymentIntent and the invoice must have the same customer.");
        if (!intent.is("currency", invoice.text("currency")))
            throw Problem.invalid(PARAM, "The PaymentIntent and the invoice must have the same currency.");
        if (intent.number("amount") != invoice.number("amount_remaining"))
            throw Problem.invalid(
                    PARAM,
                    "This sandbox does not simulate partial payments: the PaymentIntent's amount must be what is left to pay, "
                            + invoice.number("amount_remaining") + ".");
    }
}
