package org.broadsheet.sandbox.engine.balance;

import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Money on its way to the account's bank: what is there, once a day, or what somebody asks for. */
public final class Payouts {
    private static final long A_DAY = 86_400;
    private static final long AT_ONCE_IS = 30 * 60;
    private static final long AT_MOST = 99_999_999_999L;

    private Payouts() {}

    /** A negative balance is not paid out but waits until it is made up for. */
    static void payOutAll(Step step, Doc balance) {
        for (var lot : Balance.settled(balance)) if (lot.net() > 0) automatic(step, balance, lot);
    }

    private static void automatic(Step step, Doc balance, Lot lot) {
        var payout = begin(step, lot.net(), lot.currency(), lot.source());
        payout.set("automatic", true)
                .set("arrival_date", step.realNow() + 2 * A_DAY)
                .set("reconciliation_status", "in_progress")
                .set("status", "in_transit");
        payout.hidden()
                .set("since", Balance.paidOutUntil(balance, lot.currency(), lot.source()) + 1)
                .set("until", step.realNow());
        Balance.paidOut(balance, lot.currency(), lot.source(), step.realNow());
        payout.set("balance_transaction", Movements.paidOut(step, payout).id());
        step.tell("payout.created", payout);
    }

    private static Doc begin(Step step, long amount, String currency, String source) {
        var payout = step.create("payout", Ids.fresh("po_"));
        payout.set("amount", amount)
                .set("currency", currency)
                .set("description", "STRIPE PAYOUT")
                .set("destination", Balance.bankAccount(step, currency))
                .set("source_type", source);
        return payout;
    }

    /** Asked for by the API, whatever the schedule. */
    public static Doc create(Step step, Fields given) {
        var currency = given.text("currency").toLowerCase(Locale.ROOT);
        var source = given.maybe("source_type").orElse("card");
        var instant = given.is("method", "instant");
        check(step, given, currency, source, instant);

        var payout = begin(step, given.number("amount"), currency, source);
        payout.take(given, "statement_descriptor", "method");
        if (given.isSet("description")) payout.set("description", given.text("description"));
        payout.set("arrival_date", instant ? step.realNow() + AT_ONCE_IS : Balance.nextDay(step.realNow()) + A_DAY)
                .set("status", instant ? "in_transit" : "pending");
        payout.mergeMetadata(given);
        payout.set("balance_transaction", Movements.paidOut(step, payout).id());
        step.tell("payout.created", payout);
        if (instant) Movements.chargedForInstantPayout(step, payout);
        return payout;
    }

    private static void check(Step step, Fields given, String currency, String source, boolean instant) {
        var amount = given.number("amount");
        if (amount < 1)
            throw Problem.invalid(
                    "amount", "parameter_invalid_integer", "This value must be greater than or equal to 1.");
        if (amount > AT_MOST)
            throw Problem.invalid("amount", "amount_too_large", "Amount must be no more than 999,999,999.99.");
        if (!currency.matches("[a-z]{3}")) throw Problem.invalid("currency", "Invalid currency: " + currency);
        if (given.maybe("statement_descriptor").orElse("").length() > 22)
            throw Problem.invalid("statement_descriptor", "The statement descriptor must be at most 22 characters.");
        var needed = instant ? amount + Fees.ofInstantPayout().on(amount) : amount;
        if (needed > Balance.available(step, currency, source))
            throw Problem.invalid(
                    null,
                    "balance_insufficient",
                    "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card.");
        var destination = given.find("destination");
        if (destination != null && !destination.equals(Balance.bankAccount(step, currency)))
            throw Problem.unknownObject("external account", destination, "destination");
    }

    public static Doc update(Step step, Doc payout, Fields given) {
        payout.mergeMetadata(given);
        step.tell("payout.updated", payout);
        return payout;
    }

    public static Doc cancel(Step step, Doc payout) {
        if (payout.is("automatic") || !payout.is("status", "pending"))
            throw Problem.invalid(
                    null,
                    "payouts_not_allowed",
                    "Payouts can only be canceled while they are pending and were made by hand.");

        payout.set("status", "canceled")
                .set(
                        "failure_balance_transaction",
                        Movements.payoutCanceled(step, payout).id());
        step.tell("payout.canceled", payout);
        return payout;
    }

    /** Only accounts at American banks can be debited, and those take dollars. */
    public static Doc reverse(Step step, Doc payout, Fields given) {
        if (!payout.is("currency", "usd"))
            throw Problem.invalid(null, "Only payouts to US bank accounts can be reversed.");
        if (!payout.is("status", "in_transit") && !payout.is("status", "paid"))
            throw Problem.invalid(null, "This payout cannot be reversed, since it is " + payout.text("status") + ".");
        if (payout.isSet("reversed_by") || payout.isSet("original_payout"))
            throw Problem.invalid(null, "This payout has already been reversed.");

        var reversal = begin(step, -payout.number("amount"), "usd", payout.text("source_type"));
        reversal.set("arrival_date", Balance.nextDay(step.realNow()) + A_DAY)
                .set("original_payout", payout.id())
                .set("status", "in_transit");
        reversal.mergeMetadata(given);
        reversal.set(
                "balance_transaction", Movements.payoutReversed(step, reversal).id());
        step.tell("payout.created", reversal);
        payout.set("reversed_by", reversal.id());
        step.tell("payout.updated", payout);
        return reversal;
    }

    public static @Nullable Long due(Doc payout) {
        return switch (payout.text("status")) {
            case "pending" -> (Long) (payout.number("arrival_date") - A_DAY);
            case "in_transit" -> (Long) payout.number("arrival_date");
            default -> null;
        };
    }

    public static void process(Step step, Doc payout) {
        if (payout.is("status", "pending")) {
            payout.set("status", "in_transit");
            step.tell("payout.updated", payout);
        } else {
            arrive(step, payout, step.settings().get(Setting.PAYOUT_FAILURE));
        }
    }

    private static void arrive(Step step, Doc payout, String failure) {
        // The money of one that is reversed has been given back already.
        var safe = payout.isSet("original_payout") || payout.isSet("reversed_by");
        if (failure.equals("none") || safe) {
            payout.set("status", "paid").set("trace_id", trace(payout));
            step.tell("payout.paid", payout);
        } else {
            payout.set("status", "failed")
                    .set("failure_code", failure)
                    .set("failure_message", "The bank sent the money back: " + failure.replace('_', ' ') + ".")
                    .set(
                            "failure_balance_transaction",
                            Movements.payoutFailed(step, payout).id());
            step.tell("payout.failed", payout);
        }
        if (!payout.is("automatic")) return;
        payout.set("reconciliation_status", "completed");
        step.tell("payout.reconciliation_completed", payout);
    }

    private static Fields trace(Doc payout) {
        return Fields.empty()
                .set("status", "supported")
                .set("value", "SANDBOX" + payout.id().substring(3, 15));
    }

    /** Which movements an automatic payout has gathered: those of its source whose day lies between these two. */
    public record Gathered(String key, String currency, long since, long until) {}

    public static Gathered gathered(Doc payout) {
        if (!payout.is("automatic"))
            throw Problem.invalid(
                    "payout",
                    "Balance transaction history can only be filtered on automatic payouts, not manual ones.");

        return new Gathered(
                Balance.countsOn(payout.text("source_type")),
                payout.text("currency"),
                payout.hidden().number("since"),
                payout.hidden().number("until"));
    }
}
