package org.broadsheet.sandbox.engine.payments;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.balance.Movements;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;
import org.broadsheet.sandbox.engine.disputes.Aftermath;
import org.broadsheet.sandbox.engine.disputes.Disputes;
import org.jspecify.annotations.Nullable;

/**
 * Money that goes back. The invoice stays paid and the subscription goes on. A balance that does not suffice becomes
 * negative, as it does where Stripe may debit the account's bank, and later payments make up for it.
 */
public final class Refunds {
    private static final long A_MOMENT = 60;
    private static final long A_DAY = 86_400;

    private Refunds() {}

    public static Doc create(Step step, Fields given) {
        var charge = charge(step, given);
        if (Charges.isHeld(charge) && !charge.is("refunded")) return letGo(step, charge, given);
        var left = left(step, charge);
        var amount = given.number("amount", left);
        if (amount < 1)
            throw Problem.invalid(
                    "amount", "parameter_invalid_integer", "This value must be greater than or equal to 1.");
        if (amount > left)
            throw Problem.invalid(
                    "amount",
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left + ")");

        var refund = begin(step, charge, amount, given);
        step.tell("refund.created", refund);
        charge.set("amount_refunded", charge.number("amount_refunded") + amount).set("refunded", amount == left);
        if (refund.is("reason", "fraudulent")) charge.set("fraud_details.user_report", "fraudulent");
        step.tell("charge.refunded", charge);
        Aftermath.refunded(step, charge, refund.is("reason", "fraudulent"));
        return refund;
    }

    private static Doc charge(Step step, Fields given) {
        var named = given.find("charge");
        var intent = given.find("payment_intent");
        if (named == null && intent == null)
            throw Problem.invalid(
                    null,
                    "parameter_missing",
                    "One of the following params should be provided for this request: payment_intent or charge.");

        if (intent == null) return step.get("charge", String.valueOf(named), "charge");
        var latest = step.get("payment_intent", intent, "payment_intent").find("latest_charge");
        if (latest == null)
            throw Problem.invalid("payment_intent", "This PaymentIntent does not have a successful charge to refund.");
        if (named != null && !latest.equals(named))
            throw Problem.invalid(
                    "charge", "The charge " + named + " does not belong to the PaymentIntent " + intent + ".");
        return step.need(latest);
    }

    private static long left(Step step, Doc charge) {
        if (!charge.is("status", "succeeded"))
            throw Problem.invalid("charge", "charge_not_refundable", "This charge did not succeed.");
        if (!charge.is("captured"))
            throw Problem.invalid(
                    "charge",
                    "charge_not_refundable",
                    "This charge has not been captured: cancel its PaymentIntent instead of refunding it.");
        if (Disputes.forbidRefund(step, charge))
            throw Problem.invalid(
                    null,
                    "charge_disputed",
                    "Charge " + charge.id() + " has been charged back; cannot issue a refund.");
        var left = charge.number("amount") - charge.number("amount_refunded");
        if (left == 0)
            throw Problem.invalid(
                    null, "charge_already_refunded", "Charge " + charge.id() + " has already been refunded.");
        return left;
    }

    private static Doc describe(Step step, Doc charge, long amount, Fields given) {
        var isCard = charge.is("payment_method_details.type", "card");
        var refund = step.create("refund", Ids.fresh(isCard ? "re_" : "pyr_"));
        refund.set("amount", amount)
                .set("charge", charge.id())
                .set("currency", charge.text("currency"))
                .set("customer", charge.find("customer"))
                .set("payment_intent", charge.find("payment_intent"))
                .set("payment_method", charge.find("payment_method"))
                .set("reason", given.find("reason"));
        refund.mergeMetadata(given);
        return refund;
    }

    private static Doc begin(Step step, Doc charge, long amount, Fields given) {
        var refund = describe(step, charge, amount, given);
        if (!charge.is("payment_method_details.type", "card")) {
            refund.remove("destination_details");
            waits(refund, step.now() + A_DAY);
        } else if (Aftermath.has(step, charge, Mark.REFUND_PENDS)) {
            waits(refund, step.now() + A_MOMENT);
        } else if (Aftermath.has(step, charge, Mark.REFUND_FAILS)) {
            refund.hidden().set("fails_at", step.now() + A_MOMENT);
        }
        refund.set(
                "balance_transaction", Movements.refunded(step, refund, charge).id());
        return refund;
    }

    /** What the bank has only held goes back without ever having been here: a refund that moves no balance. */
    static Doc letGo(Step step, Doc held, Fields given) {
        var amount = held.number("amount");
        if (given.number("amount", amount) != amount)
            throw Problem.invalid("amount", "What is only held can be let go as a whole: " + amount + ".");
        var refund = describe(step, held, amount, given);
        step.tell("refund.created", refund);
        held.set("amount_refunded", amount).set("refunded", true);
        step.tell("charge.refunded", held);
        return refund;
    }

    private static void waits(Doc refund, long until) {
        refund.set("status", "pending").set("pending_reason", "processing");
        refund.hidden().set("succeeds_at", until);
    }

    public static @Nullable Long due(Doc refund) {
        return switch (refund.text("status")) {
            case "pending" -> refund.hidden().findNumber("succeeds_at");
            case "succeeded" -> refund.hidden().findNumber("fails_at");
            default -> null;
        };
    }

    public static void process(Step step, Doc refund) {
        if (refund.is("status", "pending")) {
            refund.set("status", "succeeded").remove("pending_reason");
            tell(step, "refund.updated", refund);
        } else {
            fail(step, refund, "expired_or_canceled_card");
        }
    }

    /** The bank did not take it: the money is the account's again, and the charge is as if nobody had refunded it. */
    private static void fail(Step step, Doc refund, String reason) {
        refund.set("status", "failed");
        comeBack(step, refund, reason);
        tell(step, "refund.failed", refund);
        undo(step, refund);
    }

    private static void comeBack(Step step, Doc refund, String reason) {
        var charge = step.need(refund.text("charge"));
        refund.set("failure_reason", reason)
                .set(
                        "failure_balance_transaction",
                        Movements.refundCameBack(step, refund, charge).id())
                .remove("pending_reason");
    }

    private static void undo(Step step, Doc refund) {
        var charge = step.need(refund.text("charge"));
        charge.set("amount_refunded", charge.number("amount_refunded") - refund.number("amount"))
                .set("refunded", false);
        step.tell("charge.updated", charge);
    }

    public static Doc cancel(Step step, Doc refund) {
        if (!isOpen(refund))
            throw Problem.invalid(
                    null,
                    "Refunds that are " + refund.text("status") + " cannot be canceled, only those that still wait.");

        refund.set("status", "canceled");
        comeBack(step, refund, "merchant_request");
        tell(step, "refund.updated", refund);
        undo(step, refund);
        return refund;
    }

    /** For tests: the time in which the buyer could have claimed the money is over. */
    public static Doc expire(Step step, Doc refund) {
        if (!isOpen(refund))
            throw Problem.invalid(
                    null, "Refunds that are " + refund.text("status") + " cannot expire, only those that still wait.");

        fail(step, refund, "unknown");
        return refund;
    }

    private static boolean isOpen(Doc refund) {
        return refund.is("status", "pending") || refund.is("status", "requires_action");
    }

    public static Doc update(Step step, Doc refund, Fields given) {
        refund.mergeMetadata(given);
        tell(step, "refund.updated", refund);
        return refund;
    }

    /** The same once more under the name it had when refunds were a part of their charge. */
    private static void tell(Step step, String type, Doc refund) {
        step.tell(type, refund);
        step.tellAgain("charge.refund.updated", refund);
    }
}
