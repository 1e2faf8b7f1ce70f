package org.broadsheet.sandbox.engine.disputes;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Step;

/** An issuer's word that a payment may be fraud: a refund in time spares everybody the dispute. */
final class Warnings {
    private Warnings() {}

    static void open(Step step, Doc charge) {
        var warning = step.create("radar.early_fraud_warning", Ids.fresh("issfr_"));
        warning.set("charge", charge.id()).set("payment_intent", charge.find("payment_intent"));
        if (!charge.isSet("payment_intent")) warning.remove("payment_intent");
        charge.hidden().set("warned", true);
        step.tell("radar.early_fraud_warning.created", warning);
    }

    /** After a dispute or a full refund there is nothing left to do about it. */
    static void settle(Step step, Doc charge) {
        if (!charge.hidden().is("warned")) return;
        for (var warning : step.like(
                "radar.early_fraud_warning",
                Fields.empty().set("charge", charge.id()).set("actionable", true))) {
            warning.set("actionable", false);
            step.tell("radar.early_fraud_warning.updated", warning);
        }
    }
}
