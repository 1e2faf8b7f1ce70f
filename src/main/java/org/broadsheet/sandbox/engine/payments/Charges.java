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
    private static final String HELD_UNTIL = "held_until";

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
                var held = given.has("capture") && !given.is("capture");
                charge.set("amount_captured", held ? 0 : charge.number("amount"))
                        .set("captured", !held)
                        .set("paid", true)
                        .set("status", "succeeded");
                if (held) charge.hidden().set(HELD_UNTIL, step.now() + Charging.A_WEEK);
                Aftermath.foresee(step, charge, passing);
                step.tell("charge.succeeded", charge);
                if (!held) Charging.settle(step, charge);
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

    /** Takes all or part of what the bank holds; the rest is let go. */
    public static Doc capture(Step step, Doc charge, Fields given) {
        if (charge.isSet("payment_intent"))
            throw Problem.invalid(
                    null,
                    "This charge belongs to the PaymentIntent " + charge.find("payment_intent")
                            + ": capture that instead.");
        if (charge.is("captured"))
            throw Problem.invalid(
                    null, "charge_already_captured", "Charge " + charge.id() + " has already been captured.");
        if (!charge.is("status", "succeeded") || charge.is("refunded"))
            throw Problem.invalid(null, "There is nothing held any more that could be captured of this charge.");
        var held = charge.number("amount");
        var amount = given.number("amount", held);
        if (amount < 1 || amount > held)
            throw Problem.invalid("amount", "The amount to capture must be at least 1 and at most " + held + ".");

        onlyOnce(charge, given, "transfer_group");
        charge.take(given, "receipt_email", "statement_descriptor", "statement_descriptor_suffix", "transfer_group");
        charge.set("captured", true).set("amount_captured", amount).set("amount_refunded", held - amount);
        charge.hidden().remove(HELD_UNTIL);
        step.tell("charge.captured", charge);
        Charging.settle(step, charge);
        return charge;
    }

    /** When a debit's bank answers, or a card's bank lets go of what nobody has captured. */
    public static @Nullable Long due(Doc charge) {
        var answer = charge.hidden().findNumber("answers_at");
        return answer != null || charge.is("refunded")
                ? answer
                : charge.hidden().findNumber(HELD_UNTIL);
    }

    public static boolean isHeld(Doc charge) {
        return charge.hidden().isSet(HELD_UNTIL);
    }

    public static void lapse(Step step, Doc charge) {
        charge.hidden().remove(HELD_UNTIL);
        charge.set("amount_refunded", charge.number("amount")).set("refunded", true);
        step.tell("charge.expired", charge);
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
