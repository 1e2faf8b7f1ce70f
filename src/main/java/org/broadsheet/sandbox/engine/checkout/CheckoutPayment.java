package org.broadsheet.sandbox.engine.checkout;

import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Invoices;
import org.broadsheet.sandbox.engine.billing.Subscriptions;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.customers.Customers;
import org.broadsheet.sandbox.engine.payments.Challenges;
import org.broadsheet.sandbox.engine.payments.Charging;
import org.broadsheet.sandbox.engine.payments.Presence;
import org.broadsheet.sandbox.engine.payments.Verdict;
import org.jspecify.annotations.Nullable;

/** What happens when somebody pays a checkout session, and when their bank says no. */
public final class CheckoutPayment {
    private CheckoutPayment() {}

    /** Who pays, and with which card. */
    public record Payer(@Nullable String email, @Nullable String name, CardForm.Details card) {}

    /** How an attempt to pay ended. */
    public sealed interface Outcome {
        /** The session is complete; the event that says so is worth waiting for. */
        record Completed(@Nullable String completedEvent) implements Outcome {}

        record Refused(Decline decline) implements Outcome {}

        /** The bank asks the card's owner on a page of its own. */
        record AskedBack(String url) implements Outcome {}

        record TooLate() implements Outcome {}
    }

    /** A second click on "pay" finds the session complete and takes nothing. */
    public static Outcome pay(Step step, Doc session, Payer payer) {
        if (session.is("status", "complete")) return new Outcome.Completed(null);
        if (session.is("status", "open") && session.number("expires_at") <= step.now()) Checkouts.expire(step, session);
        if (!session.is("status", "open")) return new Outcome.TooLate();

        var method = PaymentMethods.create(step, payer.card(), email(step, session, payer), payer.name());
        return switch (Verdict.ask(step, method, Presence.ON_THE_PAGE, false)) {
            case Verdict.Agrees agrees -> complete(step, session, method, payer);
            case Verdict.Refuses refuses -> refuse(step, session, method, refuses.decline());
            case Verdict.AsksBack asks -> askBack(step, session, method, asks);
        };
    }

    /** Nothing is made of a refused payment but the attempt: no customer, no subscription, no invoice. */
    private static Outcome refuse(Step step, Doc session, Doc method, Decline decline) {
        var intent = intent(step, session, session.find("customer"));
        Charging.refuse(step, intent, method, decline);
        return new Outcome.Refused(decline);
    }

    private static Outcome askBack(Step step, Doc session, Doc method, Verdict.AsksBack asks) {
        var intent = intent(step, session, session.find("customer"));
        Charging.carryOut(step, intent, method, asks);
        return new Outcome.AskedBack(Challenges.url(step, intent));
    }

    private static Outcome complete(Step step, Doc session, Doc method, Payer payer) {
        var customer = customer(step, session, payer);
        var repeats = session.is("mode", "subscription");
        if (repeats && customer != null) PaymentMethods.attach(step, method, customer);
        var intent = intent(step, session, customer);
        var charge = Charging.succeed(step, intent, method);

        if (repeats && customer != null) startSubscription(step, session, intent, method, customer);
        session.set("status", "complete")
                .set("payment_status", "paid")
                .set("url", null)
                .set("customer", customer)
                .set("customer_details", Checkouts.details(email(step, session, payer), payer.name()))
                .set(
                        "collected_information",
                        Fields.empty()
                                .set("business_name", null)
                                .set("individual_name", null)
                                .set("shipping_details", null));
        step.tell("checkout.session.completed", session);
        var completed = step.happenings().getLast().id();
        Charging.settle(step, charge);
        return new Outcome.Completed(completed);
    }

    private static @Nullable String customer(Step step, Doc session, Payer payer) {
        var known = session.find("customer");
        if (known != null) return known;
        if (session.is("mode", "payment") && !session.is("customer_creation", "always")) return null;

        return Customers.create(step, email(step, session, payer), payer.name()).id();
    }

    private static @Nullable String email(Step step, Doc session, Payer payer) {
        var customer = step.find(session.find("customer"));
        if (customer != null && customer.isSet("email")) return customer.find("email");
        var given = session.find("customer_email");
        return given == null ? payer.email() : given;
    }

    /** All attempts of a session share one intent. */
    private static Doc intent(Step step, Doc session, @Nullable String customer) {
        var begun = step.find(session.hidden().find("payment_intent"));
        if (begun != null) return begun.set("customer", customer);

        var repeats = session.is("mode", "subscription");
        var intent = Charging.createIntent(
                step,
                session.number("amount_total"),
                session.text("currency"),
                customer,
                repeats ? "Subscription creation" : null);
        var wishes = session.hidden().findObject("payment_intent_data");
        if (wishes != null)
            intent.take(
                            wishes,
                            "description",
                            "receipt_email",
                            "statement_descriptor",
                            "statement_descriptor_suffix",
                            "setup_future_usage")
                    .mergeMetadata(wishes);
        if (repeats) intent.set("setup_future_usage", "off_session");
        session.hidden().set("payment_intent", intent.id());
        if (!repeats) session.set("payment_intent", intent.id());
        step.tell("payment_intent.created", intent);
        return intent;
    }

    /** Subscription and invoice exist only from here on, paid already. */
    private static void startSubscription(Step step, Doc session, Doc intent, Doc method, String customer) {
        var subscription = Subscriptions.start(step, session, customer, method.id());
        var invoice = Invoices.prepare(step, subscription, "subscription_create", step.now());
        subscription.set("latest_invoice", invoice.id());
        step.tell("customer.subscription.created", subscription);
        step.tell("invoice.created", invoice);
        Invoices.finalizeNow(step, invoice);
        Invoices.paymentFor(step, invoice, intent);
        invoice.set("attempted", true).set("attempt_count", 1);
        Invoices.paid(step, invoice, intent);

        var payer = step.need(customer);
        if (!payer.isSet("currency")) {
            payer.set("currency", invoice.text("currency"));
            step.tell("customer.updated", payer);
        }
        session.set("subscription", subscription.id()).set("invoice", invoice.id());
    }
}
