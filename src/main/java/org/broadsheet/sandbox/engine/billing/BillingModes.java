package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;

/** The way from the old rules of billing to the flexible ones; there is none back. */
public final class BillingModes {
    private BillingModes() {}

    public static Doc migrate(Step step, Doc subscription) {
        if (!Subscriptions.lives(subscription))
            throw Problem.invalid(null, "A canceled subscription cannot be migrated.");
        if (!subscription.is("billing_mode.type", "classic"))
            throw Problem.invalid("billing_mode", "This subscription already has billing_mode `flexible`.");

        subscription.set(
                "billing_mode",
                Fields.empty()
                        .set("flexible", Fields.empty().set("proration_discounts", "included"))
                        .set("type", "flexible")
                        .set("updated_at", step.now()));
        step.tell("customer.subscription.updated", subscription);
        return subscription;
    }
}
