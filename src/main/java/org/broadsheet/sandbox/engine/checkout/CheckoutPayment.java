package org.broadsheet.sandbox.engine.checkout;

import java.util.function.Supplier;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.CheckoutStart;
import org.broadsheet.sandbox.engine.cards.Mandates;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.customers.Customers;
import org.broadsheet.sandbox.engine.payments.Challenges;
import org.broadsheet.sandbox.engine.payments.Charges;
import org.broadsheet.sandbox.engine.payments.Charging;
import org.broadsheet.sandbox.engine.payments.Presence;
import org.broadsheet.sandbox.engine.payments.Verdict;
import org.jspecify.annotations.Nullable;

/** What happens when somebody pays a checkout session, and when their bank says no. */
public final class CheckoutPayment {
    private CheckoutPayment() {}

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
    public static Outcome pay(Step step, Doc session, Buyer buyer, Supplier<Doc> means) {
        var over = over(step, session);
        if (over != null) return over;

        if (!session.is("mode", "setup")) {
            SessionSums.draw(step, session);
            SessionSums.checkChosen(session);
        }
        var method = means.get();
        if (!session.texts("payment_method_types").contains(method.text("type")))
            throw Problem.invalid(
                    "payment_method",
                    "This Checkout Session does not take payments of the type " + method.text("type") + ".");
        remember(step, session, buyer);
        if (!method.is("type", "card")) Mandates.onPage(step, method);
        if (session.is("mode", "setup") || session.number("amount_total") == 0)
            return CheckoutSetup.keep(step, session, method);

        var known = step.find(session.hidden().find("payment_intent"));
        var insist = known != null && Charging.insists(known);
        return carryOut(step, session, method, Verdict.ask(step, method, Presence.ON_THE_PAGE, insist));
    }

    /** Where nothing is due and no card is asked for, an address is enough. */
    public static Outcome payNothing(Step step, Doc session, Buyer buyer) {
        var over = over(step, session);
        if (over != null) return over;
        SessionSums.draw(step, session);
        if (SessionSums.collects(session))
            throw Problem.invalid("payment_method", "This Checkout Session cannot be completed without one.");
        remember(step, session, buyer);
        return completeUnpaid(step, session, customer(step, session), null);
    }

    private static @Nullable Outcome over(Step step, Doc session) {
        if (session.is("status", "complete")) return new Outcome.Completed(null);
        if (session.is("status", "open") && session.number("expires_at") <= step.now()) Checkouts.expire(step, session);
        if (!session.is("status", "open")) return new Outcome.TooLate();

        checkBuyer(step, session);
        return null;
    }

    static void checkBuyer(Step step, Doc session) {
        var buyer = step.find(session.find("customer"));
        if (buyer != null && buyer.is("deleted"))
            throw Problem.invalid("customer", "The customer of this Checkout Session has been deleted.");
    }

    private static void remember(Step step, Doc session, Buyer buyer) {
        Questions.check(session, buyer);
        var known = buyer.reachedAt(email(step, session, buyer.email()));
        session.hidden().set("payer", known.toJson());
    }

    /** The address that the session knows counts more than one that is typed. */
    public static @Nullable String email(Step step, Doc session, @Nullable String typed) {
        var customer = step.find(session.find("customer"));
        if (customer != null && customer.isSet("email")) return customer.find("email");
        var given = session.find("customer_email");
        return given == null ? typed : given;
    }

    static Outcome completeUnpaid(Step step, Doc session, @Nullable String customer, @Nullable Doc method) {
        Checkouts.dropPayment(step, session);
        if (session.is("mode", "subscription") && customer != null)
            startSubscription(step, session, null, method, customer);
        else buyOnce(step, session, customer, null);
        session.set("payment_status", "no_payment_required");
        return new Outcome.Completed(finish(step, session, customer));
    }

    /** The bank had a question, and its owner has answered it. */
    public static Outcome answered(Step step, Doc session, Doc intent) {
        intent.hidden().set("authenticated", true);
        SessionSums.draw(step, session);
        var method = step.need(intent.text("payment_method"));
        // A code entered while the bank was waiting may have left nothing to pay.
        if (session.number("amount_total") == 0) {
            var customer = customer(step, session);
            if (customer != null && !method.isSet("customer")) PaymentMethods.attach(step, method, customer);
            return completeUnpaid(step, session, customer, method);
        }
        intent.set("amount", session.number("amount_total"));
        return carryOut(step, session, method, Verdict.answered(method, Presence.ON_THE_PAGE));
    }

    /** Nothing is made of a refused payment but the attempt: no customer, no subscription, no invoice. */
    private static Outcome carryOut(Step step, Doc session, Doc method, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Agrees agrees -> complete(step, session, method, agrees);
            case Verdict.TakesItsTime time -> complete(step, session, method, time);
            case Verdict.Refuses refuses -> {
                Charging.carryOut(step, intent(step, session, session.find("customer")), method, refuses);
                yield new Outcome.Refused(refuses.decline());
            }
            case Verdict.AsksBack asks -> {
                var intent = intent(step, session, session.find("customer"));
                Challenges.comeBackTo(intent, session.text("url"));
                Charging.carryOut(step, intent, method, asks);
                yield new Outcome.AskedBack(Challenges.url(step, intent));
            }
        };
    }

    private static Outcome complete(Step step, Doc session, Doc method, Verdict verdict) {
        var customer = customer(step, session);
        var repeats = session.is("mode", "subscription");
        if (repeats && customer != null && !method.isSet("customer")) PaymentMethods.attach(step, method, customer);
        var intent = intent(step, session, customer);
        var attempt = Charging.carryOut(step, intent, method, verdict);
        var paid = attempt instanceof Charging.Attempt.Paid;

        if (repeats && customer != null) startSubscription(step, session, intent, method, customer);
        else buyOnce(step, session, customer, paid ? intent : null);
        session.set("payment_status", paid ? "paid" : "unpaid");
        var completed = finish(step, session, customer);
        if (attempt instanceof Charging.Attempt.Paid done) Charging.settle(step, done.charge());
        return new Outcome.Completed(completed);
    }

    /** What takes days to be paid gets its invoice when it has been. */
    private static void buyOnce(Step step, Doc session, @Nullable String customer, @Nullable Doc intent) {
        session.set("customer", customer);
        SessionDiscounts.redeem(step, session, null);
        var settled = intent != null || session.number("amount_total", 0) == 0;
        if (settled && customer != null) SessionInvoice.write(step, session, intent);
    }

    static String finish(Step step, Doc session, @Nullable String customer) {
        var buyer = Buyer.read(session.hidden().object("payer"));
        Questions.answer(session, buyer);
        session.set("status", "complete")
                .set("url", null)
                .set("customer", customer)
                .set(
                        "collected_information",
                        Fields.empty()
                                .set("business_name", null)
                                .set("individual_name", null)
                                .set("shipping_details", null));
        var known = step.find(customer);
        if (known != null) Questions.tellCustomer(step, session, known, buyer);
        step.tell("checkout.session.completed", session);
        var completed = step.happenings().getLast().id();
        PaymentLinks.completed(step, session);
        return completed;
    }

    /** Days after the session was completed, the bank of a debit has answered. */
    public static void concluded(Step step, Doc session, boolean paid) {
        if (paid) {
            session.set("payment_status", "paid");
            if (session.is("mode", "payment"))
                SessionInvoice.write(step, session, step.need(session.text("payment_intent")));
        }
        step.tell("checkout.session.async_payment_" + (paid ? "succeeded" : "failed"), session);
    }

    static @Nullable String customer(Step step, Doc session) {
        var known = session.find("customer");
        if (known != null) return known;
        if (!session.is("mode", "subscription")
                && !session.is("customer_creation", "always")
                && !SessionInvoice.isWanted(session)) return null;

        return Customers.create(
                        step, Buyer.read(session.hidden().object("payer")).asCustomer())
                .id();
    }

    /** All attempts of a session share one intent. */
    private static Doc intent(Step step, Doc session, @Nullable String customer) {
        var begun = step.find(session.hidden().find("payment_intent"));
        if (begun != null) return begun.set("customer", customer).set("amount", session.number("amount_total"));

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
        if (wishes != null && wishes.isSet("shipping"))
            intent.set("shipping", Charges.shipping(wishes.object("shipping")));
        if (repeats) intent.set("setup_future_usage", "off_session");
        intent.set("payment_method_types", session.node("payment_method_types"));
        intent.hidden().set("session", session.id());
        session.hidden().set("payment_intent", intent.id());
        if (!repeats) session.set("payment_intent", intent.id());
        step.tell("payment_intent.created", intent);
        return intent;
    }

    /** Subscription and invoice exist only from here on, paid already unless the money takes days. */
    private static void startSubscription(
            Step step, Doc session, @Nullable Doc intent, @Nullable Doc method, String customer) {
        var wishes = SessionSums.wishes(session, customer);
        if (method != null) wishes.set("default_payment_method", method.id());
        var bought = CheckoutStart.begin(
                step,
                wishes,
                session.hidden().objects("lines"),
                subscription -> SessionDiscounts.redeem(step, session, subscription));
        CheckoutStart.tell(step, bought, intent);
        var invoice = bought.invoice();
        session.set("subscription", bought.subscription().id()).set("invoice", invoice == null ? null : invoice.id());
    }
}
