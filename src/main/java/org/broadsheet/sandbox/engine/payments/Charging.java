package org.broadsheet.sandbox.engine.payments;

import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.balance.Movements;
import org.broadsheet.sandbox.engine.cards.Mandates;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.cards.TestAccount;
import org.broadsheet.sandbox.engine.disputes.Aftermath;
import org.jspecify.annotations.Nullable;

/** One attempt to take the money of a payment intent from a card or an account. */
public final class Charging {
    static final long A_WEEK = 7 * 86_400L;

    private Charging() {}

    /** How an attempt ended. */
    public sealed interface Attempt {
        record Paid(Doc charge) implements Attempt {}

        record Refused(Decline decline) implements Attempt {}

        /** The bank asks the card's owner; nothing moves until somebody has answered. */
        record RequiresAction() implements Attempt {}

        /** The money is on its way, and it will take days to know whether it comes. */
        record Processing(Doc charge) implements Attempt {}
    }

    public static Doc createIntent(
            Step step, long amount, String currency, @Nullable String customer, @Nullable String description) {
        var intent = step.create("payment_intent", Ids.fresh("pi_"));
        intent.set("amount", amount)
                .set("client_secret", intent.id() + "_secret_" + Ids.fresh("").substring(0, 24))
                .set("currency", currency)
                .set("customer", customer)
                .set("description", description);
        return intent;
    }

    public static Attempt attempt(Step step, Doc intent, Doc method, Presence presence) {
        return carryOut(step, intent, method, Verdict.ask(step, method, presence, insists(intent)));
    }

    public static boolean insists(Doc intent) {
        var wish = intent.find("payment_method_options.card.request_three_d_secure");
        return "any".equals(wish) || "challenge".equals(wish);
    }

    /** Does what the bank has said. */
    public static Attempt carryOut(Step step, Doc intent, Doc method, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Agrees agrees -> new Attempt.Paid(succeed(step, intent, method));
            case Verdict.Refuses refuses -> {
                refuse(step, intent, method, refuses.decline());
                yield new Attempt.Refused(refuses.decline());
            }
            case Verdict.AsksBack asks -> {
                Challenges.ask(step, intent, method);
                yield new Attempt.RequiresAction();
            }
            case Verdict.TakesItsTime time -> new Attempt.Processing(process(step, intent, method));
        };
    }

    private static Doc succeed(Step step, Doc intent, Doc method) {
        var manual = intent.is("capture_method", "manual");
        var charge = NewCharges.create(step, intent, method);
        NewCharges.approve(charge, method);
        charge.set("amount_captured", manual ? 0 : charge.number("amount"))
                .set("captured", !manual)
                .set("paid", true)
                .set("status", "succeeded");
        Aftermath.foresee(step, charge, intent);
        step.tell("charge.succeeded", charge);
        intent.set("last_payment_error", null).set("next_action", null).set("payment_method", method.id());
        if (manual) authorized(step, intent);
        else received(step, intent, charge.number("amount"));
        keep(step, intent, method);
        return charge;
    }

    /** The bank holds the money for a week; until then it can be taken or let go. */
    private static void authorized(Step step, Doc intent) {
        intent.set("status", "requires_capture").set("amount_capturable", intent.number("amount"));
        intent.hidden().set("capture_before", step.now() + A_WEEK);
        step.tell("payment_intent.amount_capturable_updated", intent);
    }

    static void received(Step step, Doc intent, long amount) {
        intent.set("status", "succeeded").set("amount_received", amount).set("amount_capturable", 0);
        step.tell("payment_intent.succeeded", intent);
    }

    /** A method that is meant for later belongs to the customer from here on; without a customer it is used up. */
    private static void keep(Step step, Doc intent, Doc method) {
        var later = intent.find("setup_future_usage");
        if ("off_session".equals(later)) method.hidden().set("set_up", true);
        var customer = intent.find("customer");
        if (method.isSet("customer")) return;
        if (later != null && customer != null) PaymentMethods.attach(step, method, customer);
        else method.hidden().set("used_up", true);
    }

    /** A debit is told to the account's bank, which answers in its own time. */
    private static Doc process(Step step, Doc intent, Doc method) {
        var charge = NewCharges.create(step, intent, method);
        NewCharges.approve(charge, method);
        charge.set("amount_captured", charge.number("amount"))
                .set("captured", true)
                .set("status", "pending");
        charge.hidden()
                .set("answers_at", TestAccount.behind(method).orElseThrow().answersAt(step.now()));
        intent.set("status", "processing")
                .set("last_payment_error", null)
                .set("next_action", null)
                .set("payment_method", method.id());
        step.tell("payment_intent.processing", intent);
        step.tell("charge.pending", charge);
        keep(step, intent, method);
        return charge;
    }

    /** The bank has answered: the debit is paid, or it comes back. */
    public static Attempt conclude(Step step, Doc charge) {
        var intent = step.need(charge.text("payment_intent"));
        var method = step.need(charge.text("payment_method"));
        charge.hidden().set("answers_at", null);
        var refusal = TestAccount.behind(method).orElseThrow().refusal();
        if (refusal == null) {
            charge.set("status", "succeeded").set("paid", true);
            step.tell("charge.succeeded", charge);
            received(step, intent, charge.number("amount"));
            return new Attempt.Paid(charge);
        }
        NewCharges.refuse(charge, refusal);
        fail(step, intent, method, charge, refusal);
        if (refusal.hard()) Mandates.end(step, method);
        return new Attempt.Refused(refusal);
    }

    private static void refuse(Step step, Doc intent, Doc method, Decline decline) {
        var charge = NewCharges.create(step, intent, method);
        NewCharges.refuse(charge, decline);
        fail(step, intent, method, charge, decline);
    }

    private static void fail(Step step, Doc intent, Doc method, Doc charge, Decline decline) {
        step.tell("charge.failed", charge);
        var error = Fields.empty()
                .set("charge", charge.id())
                .set("code", decline.code())
                .set(
                        "doc_url",
                        "https://stripe.com/docs/error-codes/" + decline.code().replace('_', '-'))
                .set("message", decline.message())
                .set("payment_method", method)
                .set("type", method.is("type", "card") ? "card_error" : "invalid_request_error");
        if (decline.declineCode() != null) error.set("decline_code", decline.declineCode());
        intent.set("status", "requires_payment_method")
                .set("payment_method", null)
                .set("next_action", null)
                .set("last_payment_error", error);
        step.tell("payment_intent.payment_failed", intent);
    }

    /** Capture is asynchronous: the fee is known a moment after the charge has succeeded. */
    public static void settle(Step step, Doc charge) {
        var movement = Movements.charged(step, charge, Aftermath.fundsAtOnce(step, charge));
        charge.set("balance_transaction", movement.id()).set("disputed", Aftermath.isDisputed(step, charge));
        step.tell("charge.updated", charge);
        Aftermath.follow(step, charge);
    }
}
