package org.broadsheet.sandbox.engine.checkout;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment.Outcome;
import org.broadsheet.sandbox.engine.payments.Challenges;
import org.broadsheet.sandbox.engine.payments.SetupIntents;
import org.jspecify.annotations.Nullable;

/** A session that keeps a card or an account and takes nothing: that is all it is for, or nothing is due today. */
public final class CheckoutSetup {
    private CheckoutSetup() {}

    static Doc begin(Step step, Doc session) {
        var intent = SetupIntents.begin(step, session.find("customer"), "off_session");
        intent.set("payment_method_types", session.node("payment_method_types"));
        intent.hidden().set("session", session.id());
        session.hidden().set("setup_intent", intent.id());
        var wishes = session.hidden().findObject("setup_intent_data");
        if (wishes != null) intent.take(wishes, "description").mergeMetadata(wishes);
        step.tell("setup_intent.created", intent);
        return intent;
    }

    /** Of a session that begins with a free time nobody is shown it, as at Stripe. */
    public static @Nullable Doc intent(Step step, Doc session) {
        return step.find(session.hidden().find("setup_intent"));
    }

    static Outcome keep(Step step, Doc session, Doc method) {
        var begun = intent(step, session);
        var intent = begun == null ? begin(step, session) : begun;
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
        return CheckoutPayment.completeUnpaid(step, session, customer, method);
    }
}
