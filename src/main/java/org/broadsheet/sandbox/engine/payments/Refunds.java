package org.broadsheet.sandbox.engine.payments;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.balance.Movements;

/** Money that goes back. The invoice stays paid and the subscription goes on. */
public final class Refunds {
    private Refunds() {}

    public static Doc create(Step step, Fields given) {
        var charge = charge(step, given);
        if (!charge.is("status", "succeeded"))
            throw Problem.invalid("charge", "charge_not_refundable", "This charge did not succeed.");
        var left = charge.number("amount") - charge.number("amount_refunded");
        if (left == 0)
            throw Problem.invalid(
                    null, "charge_already_refunded", "Charge " + charge.id() + " has already been refunded.");
        var amount = given.number("amount", left);
        if (amount < 1)
            throw Problem.invalid(
                    "amount", "parameter_invalid_integer", "This value must be greater than or equal to 1.");
        if (amount > left)
            throw Problem.invalid(
                    "amount",
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left + ")");

        var refund = step.create("refund", Ids.fresh("re_"));
        refund.set("amount", amount)
                .set("charge", charge.id())
                .set("currency", charge.text("currency"))
                .set("customer", charge.find("customer"))
                .set("payment_intent", charge.find("payment_intent"))
                .set("payment_method", charge.find("payment_method"))
                .set("reason", given.find("reason"));
        refund.set(
                "balance_transaction", Movements.refunded(step, refund, charge).id());
        refund.mergeMetadata(given);
        step.tell("refund.created", refund);

        charge.set("amount_refunded", charge.number("amount_refunded") + amount).set("refunded", amount == left);
        step.tell("charge.refunded", charge);
        return refund;
    }

    private static Doc charge(Step step, Fields given) {
        var charge = given.find("charge");
        if (charge != null) return step.get("charge", charge, "charge");
        var intent = given.find("payment_intent");
        if (intent == null)
            throw Problem.invalid(
                    null,
                    "parameter_missing",
                    "One of the following params should be provided for this request: payment_intent or charge.");

        var latest = step.get("payment_intent", intent, "payment_intent").find("latest_charge");
        if (latest == null)
            throw Problem.invalid("payment_intent", "This PaymentIntent does not have a successful charge to refund.");
        return step.need(latest);
    }
}
