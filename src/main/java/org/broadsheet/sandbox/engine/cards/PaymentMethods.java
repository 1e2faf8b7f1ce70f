package org.broadsheet.sandbox.engine.cards;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Cards as Stripe keeps them: never the number, only which test card it was. */
public final class PaymentMethods {
    private PaymentMethods() {}

    public static Doc create(Step step, CardForm.Details card, @Nullable String email, @Nullable String name) {
        var method = step.create("payment_method", Ids.fresh("pm_"));
        method.set("billing_details.email", email)
                .set("billing_details.name", name)
                .set("card.brand", card.card().brand())
                .set("card.display_brand", card.card().brand())
                .set("card.country", "US")
                .set("card.exp_month", card.month())
                .set("card.exp_year", card.year())
                .set(
                        "card.fingerprint",
                        "fp" + card.card().last4() + card.card().brand())
                .set("card.funding", card.card().funding())
                .set("card.last4", card.card().last4())
                .set("card.networks.available", java.util.List.of(card.card().brand()));
        method.hidden().set("card", card.card().name());
        return method;
    }

    /** Magic ids such as {@code pm_card_visa} stand for a new card each time. */
    public static @Nullable Doc magic(Step step, String id) {
        return TestCard.ofMagic(id)
                .map(card -> create(step, CardForm.Details.valid(card, step.now()), null, null))
                .orElse(null);
    }

    public static Doc createFromToken(Step step, String token) {
        var method = magic(step, token);
        if (method == null) throw Problem.unknownObject("token", token, "card[token]");

        return method;
    }

    public static Doc attach(Step step, String id, String customer) {
        var magic = magic(step, id);
        var method = magic == null ? step.get("payment_method", id, "payment_method") : magic;
        if (method.is("customer", customer)) return method;
        if (method.isSet("customer"))
            throw Problem.invalid(
                    "payment_method", "The payment method you provided has already been attached to a customer.");

        return attach(step, method, customer);
    }

    public static Doc attach(Step step, Doc method, String customer) {
        method.set("customer", customer);
        step.tell("payment_method.attached", method);
        return method;
    }

    public static Doc requireAttached(Step step, String id, String customer) {
        var method = step.get("payment_method", id, "payment_method");
        if (!method.is("customer", customer))
            throw Problem.invalid(
                    "default_payment_method",
                    "The customer does not have a payment method with the ID " + id
                            + ". The payment method must be attached to the customer.");

        return method;
    }
}
