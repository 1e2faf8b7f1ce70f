package org.broadsheet.sandbox.engine.payments;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** What can still be said about a charge afterwards. */
public final class Charges {
    private Charges() {}

    public static Doc update(Step step, Doc charge, Fields given) {
        onlyOnce(charge, given, "transfer_group");
        onlyOnce(charge, given, "customer");
        if (given.isSet("customer")) {
            var customer = step.get("customer", given.text("customer"), "customer");
            if (customer.is("deleted")) throw Problem.unknownObject("customer", customer.id(), "customer");
        }
        charge.take(given, "customer", "description", "receipt_email", "transfer_group");
        if (given.isSet("shipping")) charge.set("shipping", shipping(given.object("shipping")));
        if (given.has("fraud_details.user_report")) report(charge, given.find("fraud_details.user_report"));
        charge.mergeMetadata(given);
        step.tell("charge.updated", charge);
        return charge;
    }

    private static void onlyOnce(Doc charge, Fields given, String key) {
        if (given.isSet(key) && charge.isSet(key) && !charge.is(key, given.text(key)))
            throw Problem.invalid(key, "The " + key + " of this charge is already set and cannot be changed.");
    }

    private static Fields shipping(Fields given) {
        var shipping = Fields.empty().set("address", Fields.empty());
        for (var key : new String[] {"city", "country", "line1", "line2", "postal_code", "state"})
            shipping.set("address." + key, given.find("address." + key));
        for (var key : new String[] {"carrier", "name", "phone", "tracking_number"}) shipping.set(key, given.find(key));
        return shipping;
    }

    private static void report(Doc charge, @Nullable String report) {
        charge.set("fraud_details", Fields.empty());
        if (report != null) charge.set("fraud_details.user_report", report);
    }
}
