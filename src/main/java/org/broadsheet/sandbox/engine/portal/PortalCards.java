package org.broadsheet.sandbox.engine.portal;

import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Subscriptions;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.payments.Challenges;
import org.broadsheet.sandbox.engine.payments.SetupIntents;
import org.jspecify.annotations.Nullable;

/** A new card for everything that comes: asked about at its bank, kept, and made the customer's usual one. */
public final class PortalCards {
    private PortalCards() {}

    /** How an attempt to change the card ended. */
    public sealed interface Outcome {
        record Kept() implements Outcome {}

        record Refused(Decline decline) implements Outcome {}

        /** The bank's question waits at this address. */
        record AskedBack(String url) implements Outcome {}

        record Unanswered() implements Outcome {}
    }

    /** All attempts of a session share one intent, until one succeeds or the API cancels it. */
    public static Outcome change(
            Step step,
            Doc session,
            Doc configuration,
            Doc customer,
            CardForm.Details card,
            @Nullable String name,
            String back) {
        PortalSubscriptions.requireFeature(configuration, "payment_method_update");
        var intent = intent(step, session, customer);
        Challenges.comeBackTo(intent, back);
        var method = PaymentMethods.create(step, card, customer.find("email"), name);
        var refusal = SetupIntents.tryMethod(step, intent, method);
        return refusal.<Outcome>map(Outcome.Refused::new).orElseGet(() -> answered(step, session, customer));
    }

    private static Doc intent(Step step, Doc session, Doc customer) {
        var begun = step.find(session.hidden().find("setup_intent"));
        if (begun != null && SetupIntents.isOpen(begun)) return begun;

        var intent = SetupIntents.begin(step, customer.id(), "off_session");
        session.hidden().set("setup_intent", intent.id());
        step.tell("setup_intent.created", intent);
        return intent;
    }

    /** Where the attempt stands by now. Kept once, however often somebody comes back from the bank's page. */
    public static Outcome answered(Step step, Doc session, Doc customer) {
        var intent = step.find(session.hidden().find("setup_intent"));
        if (intent == null) throw Problem.invalid(null, "No card is being changed.");
        if (Challenges.waits(intent)) return new Outcome.AskedBack(Challenges.url(step, intent));
        if (!intent.is("status", "succeeded")) return new Outcome.Unanswered();

        session.hidden().set("setup_intent", null);
        keep(step, customer, intent.text("payment_method"));
        return new Outcome.Kept();
    }

    /** A card pinned to a subscription beats the customer's, so it stays unless the portal is set to repoint it. */
    private static void keep(Step step, Doc customer, String method) {
        customer.set("invoice_settings.default_payment_method", method);
        step.tell("customer.updated", customer);
        if (!step.settings().is(Setting.PORTAL_PM_BEHAVIOUR, "repoint")) return;
        for (var subscription : step.like("subscription", Fields.empty().set("customer", customer.id()))) {
            if (!Subscriptions.lives(subscription) || !subscription.isSet("default_payment_method")) continue;
            subscription.set("default_payment_method", method);
            step.tell("customer.subscription.updated", subscription);
        }
    }
}
