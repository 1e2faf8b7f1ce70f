package org.broadsheet.sandbox.engine.payments;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Shapes;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.NewMethods;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.disputes.Aftermath;
import org.jspecify.annotations.Nullable;

/** Charges without an intent, and what can still be said about any of them afterwards. */
public final class Charges {
    private Charges() {}

    /**
     * The old way to charge a card, without an intent. Whatever the intent would remember is asked of one that nobody
     * keeps.
     */
    public static Charging.Attempt create(Step step, Fields given) {
        var currency = Catalog.currency(given.text("currency"));
        var passing = new Doc(Shapes.blank("payment_intent"), Fields.empty().json());
        passing.set("id", "")
                .set("amount", Amounts.check(given.number("amount"), currency))
                .set("currency", currency)
                .take(given, "description", "receipt_email", "statement_descriptor", "statement_descriptor_suffix")
                .take(given, "transfer_group")
                .mergeMetadata(given);
        if (given.isSet("customer")) passing.set("customer", customer(step, given.text("customer")));
        if (given.isSet("shipping")) passing.set("shipping", shipping(given.object("shipping")));
        var source = given.text("source");
        var method = TestCard.ofMagic(source)
                .filter(card -> source.startsWith("tok_"))
                .map(card -> NewMethods.card(step, CardForm.Details.valid(card, step.now())))
                .orElseThrow(() -> Problem.unknownObject("token", source, "source"));

        return switch (Verdict.ask(step, method, Presence.OFF_SESSION, false)) {
            case Verdict.Agrees agrees -> {
                var charge = begin(step, passing, method);
                NewCharges.approve(charge, method);
                charge.set("amount_captured", charge.number("amount"))
                        .set("captured", true)
                        .set("paid", true)
                        .set("status", "succeeded");
                Aftermath.foresee(step, charge, passing);
                step.tell("charge.succeeded", charge);
                Charging.settle(step, charge);
                yield new Charging.Attempt.Paid(charge);
            }
            case Verdict.Refuses refuses -> {
                var charge = begin(step, passing, method);
                NewCharges.refuse(charge, refuses.decline());
                step.tell("charge.failed", charge);
                yield new Charging.Attempt.Refused(refuses.decline());
            }
            case Verdict.AsksBack asks -> throw new IllegalStateException("Nobody is there to be asked");
            case Verdict.TakesItsTime time -> throw new IllegalStateException("A card answers at once");
        };
    }

    private static Doc begin(Step step, Doc passing, Doc method) {
        return NewCharges.create(step, passing, method).set("payment_intent", null);
    }

    private static String customer(Step step, String id) {
        var customer = step.get("customer", id, "customer");

        return id;
    }

    public static Doc update(Step step, Doc charge, Fields given) {
        onlyOnce(charge, given, "transfer_group");
        onlyOnce(charge, given, "customer");
        if (given.isSet("customer")) customer(step, given.text("customer"));
        charge.take(given, "customer", "description", "receipt_email", "transfer_group");
        if (given.isSet("shipping")) charge.set("shipping", shipping(given.object("shipping")));
        if (given.has("fraud_details.user_report")) report(charge, given.find("fraud_details.user_report"));
        charge.mergeMetadata(given);
        step.tell("charge.updated", charge);
        return charge;
    }

    private static void onlyOnce(Doc charge, Fields given, String key) {
        if (!given.has(key) || !charge.isSet(key)) return;
        if (!given.isSet(key)) throw Problem.notUnsettable(key);
        if (!charge.is(key, given.text(key)))
            throw Problem.invalid(key, "The " + key + " of this charge is already set and cannot be changed.");
    }

    /** Where a parcel goes, with every key that is always there. */
    public static Fields shipping(Fields given) {
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
