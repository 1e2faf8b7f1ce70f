package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;

/** How a subscription ends. It cannot be revived. */
public final class Ending {
    private Ending() {}

    public static Doc atOnce(Step step, Doc subscription, Fields given) {
        if (!Subscriptions.lives(subscription))
            throw Problem.unknownObject("subscription", subscription.id(), "subscription");

        if (given.is("prorate") || given.is("invoice_now"))
            throw Problem.invalid(null, "This sandbox ends subscriptions without a last invoice, so far.");
        for (var said : new String[] {"comment", "feedback"})
            if (given.isSet("cancellation_details." + said))
                subscription.set("cancellation_details." + said, given.find("cancellation_details." + said));
        return now(step, subscription, "cancellation_requested");
    }

    /** Nothing is refunded, and open invoices are no longer collected by themselves. */
    public static Doc now(Step step, Doc subscription, String reason) {
        if (!subscription.isSet("canceled_at")) subscription.set("canceled_at", step.now());
        subscription
                .set("status", "canceled")
                .set("ended_at", step.now())
                .set("cancellation_details.reason", reason)
                .set("pause_collection", null);
        step.tell("customer.subscription.deleted", subscription);
        for (var invoice : Collection.openInvoices(step, subscription))
            invoice.set("auto_advance", false)
                    .set("automatically_finalizes_at", null)
                    .set("next_payment_attempt", null);
        return subscription;
    }
}
