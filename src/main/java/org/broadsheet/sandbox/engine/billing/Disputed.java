package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.disputes.Disputes;

/** A dispute in time: if the account wants that, it first ends the subscription whose payment it is about. */
public final class Disputed {
    private Disputed() {}

    public static void process(Step step, Doc dispute) {
        if (dispute.hidden().is("ends_subscription")) endSubscription(step, dispute);
        else Disputes.process(step, dispute);
    }

    private static void endSubscription(Step step, Doc dispute) {
        dispute.hidden().remove("ends_subscription");
        var payment = Fields.empty().set("payment_intent", dispute.find("payment_intent"));
        for (var paid : step.like("invoice_payment", Fields.empty().set("payment", payment))) {
            var subscription =
                    step.find(step.need(paid.text("invoice")).find("parent.subscription_details.subscription"));
            if (subscription != null && Subscriptions.lives(subscription))
                Ending.now(step, subscription, "payment_disputed");
        }
    }
}
