package org.broadsheet.sandbox.engine.checkout;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment.Outcome;
import org.broadsheet.sandbox.engine.payments.Challenges;
import org.broadsheet.sandbox.engine.payments.SetupIntents;

/** A session that keeps a card or an account and takes nothing. */
public final class CheckoutSetup {
    private CheckoutSetup() {}

    static void begin(Step step, Doc session) {
        var intent = SetupIntents.begin(step, session.find("customer"), "off_session");
        intent.set("payment_method_types", session.node("payment_method_types"));
        intent.hidden().set("session", session.id());
        var wishes = session.hidden().findObject("setup_intent_data");
        if (wishes != null) intent.take(wishes, "description").mergeMetadata(wishes);
        session.set("setup_intent", intent.id());
        step.tell("setup_intent.created", intent);
    }

    static Outcome keep(Step step, Doc session, Doc method) {
        var intent = step.need(session.text("setup_intent"));
        Challenges.comeBackTo(intent, session.text("url"));
        var refusal = SetupIntents.tryMethod(step, intent, method);
        if (refusal.isPresent()) return new Outcome.Refused(refusal.get());
        if (Challenges.waits(intent)) return new Outcome.AskedBack(Challenges.url(step, intent));

        return complete(step, session, intent);
    }

    /** The intent has succeeded, at once or after a question. */
    public static Outcome complete(Step step, Doc session, Doc intent) {
        var customer = CheckoutPayment.customer(step, session);
        var method = step.need(intent.text("payment_method"));
        if (customer != null && !intent.isSet("customer")) {
            intent.set("customer", customer);
            if (!method.isSet("customer")) PaymentMethods.attach(step, method, customer);
        }
        session.set("payment_status", "no_payment_required");
        return new Outcome.Completed(CheckoutPayment.finish(step, session, customer));
    }
}
