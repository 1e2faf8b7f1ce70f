package org.broadsheet.sandbox.engine.payments;

import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.balance.Movements;
import org.broadsheet.sandbox.engine.disputes.Aftermath;
import org.jspecify.annotations.Nullable;

/** One attempt to take the money of a payment intent from a card. */
public final class Charging {
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
        return carryOut(step, intent, method, Verdict.ask(step, method, presence, false));
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
        };
    }

    private static Doc createCharge(Step step, Doc intent, Doc method) {
        var charge = step.create("charge", Ids.fresh("ch_"));
        intent.set("latest_charge", charge.id());
        charge.set("amount", intent.number("amount"))
                .set("currency", intent.text("currency"))
                .set("customer", intent.find("customer"))
                .set("description", intent.find("description"))
                .set("metadata", intent.node("metadata"))
                .set("payment_intent", intent.id())
                .set("payment_method", method.id())
                .set("receipt_email", intent.find("receipt_email"))
                .set("statement_descriptor", intent.find("statement_descriptor"))
                .set("billing_details", method.node("billing_details"))
                .set("payment_method_details.card.amount_authorized", intent.number("amount"))
                .set("payment_method_details.card.network", method.find("card.brand"));
        for (var key : new String[] {"brand", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4"})
            charge.set("payment_method_details.card." + key, method.node("card." + key));
        return charge;
    }

    public static Doc succeed(Step step, Doc intent, Doc method) {
        var charge = createCharge(step, intent, method);
        charge.set("amount_captured", charge.number("amount"))
                .set("captured", true)
                .set("paid", true)
                .set("status", "succeeded")
                .set("outcome.network_status", "approved_by_network")
                .set("outcome.risk_level", "normal")
                .set("outcome.seller_message", "Payment complete.")
                .set("outcome.type", "authorized");
        step.tell("charge.succeeded", charge);
        intent.set("status", "succeeded")
                .set("amount_received", intent.number("amount"))
                .set("last_payment_error", null)
                .set("next_action", null)
                .set("payment_method", method.id());
        step.tell("payment_intent.succeeded", intent);
        return charge;
    }

    public static void refuse(Step step, Doc intent, Doc method, Decline decline) {
        var charge = createCharge(step, intent, method);
        charge.set("amount_captured", 0)
                .set("status", "failed")
                .set("failure_code", decline.code())
                .set("failure_message", decline.message())
                .set("outcome.network_status", "declined_by_network")
                .set("outcome.reason", decline.declineCode())
                .set("outcome.risk_level", "normal")
                .set("outcome.seller_message", "The bank returned the decline code `" + decline.declineCode() + "`.")
                .set("outcome.type", "issuer_declined");
        step.tell("charge.failed", charge);
        var error = Fields.empty()
                .set("charge", charge.id())
                .set("code", decline.code())
                .set("decline_code", decline.declineCode())
                .set(
                        "doc_url",
                        "https://stripe.com/docs/error-codes/" + decline.code().replace('_', '-'))
                .set("message", decline.message())
                .set("payment_method", method)
                .set("type", "card_error");
        intent.set("status", "requires_payment_method")
                .set("payment_method", null)
                .set("next_action", null)
                .set("last_payment_error", error);
        step.tell("payment_intent.payment_failed", intent);
    }

    /** Capture is asynchronous: the fee is known a moment after the charge has succeeded. */
    public static void settle(Step step, Doc charge) {
        var movement = Movements.charged(step, charge, Aftermath.fundsAtOnce(step, charge));
        charge.set("balance_transaction", movement.id());
        step.tell("charge.updated", charge);
        Aftermath.follow(step, charge);
    }
}
