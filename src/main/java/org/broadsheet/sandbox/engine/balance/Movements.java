package org.broadsheet.sandbox.engine.balance;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Every way in which money moves: each leaves a balance transaction, and nothing else changes the balance. */
public final class Movements {
    private static final long THE_WAY_TAKES = 3 * 86_400L;

    private Movements() {}

    /** What Stripe calls a movement, and what its reports group it by. */
    private enum Kind {
        CHARGE("charge", "charge"),
        PAYMENT("payment", "charge"),
        REFUND("refund", "refund"),
        PAYMENT_REFUND("payment_refund", "refund"),
        REFUND_FAILURE("refund_failure", "refund_failure"),
        PAYMENT_FAILURE_REFUND("payment_failure_refund", "refund_failure"),
        DISPUTE("adjustment", "dispute"),
        DISPUTE_REVERSAL("adjustment", "dispute_reversal"),
        PAYOUT("payout", "payout"),
        PAYOUT_CANCEL("payout_cancel", "payout_reversal"),
        PAYOUT_FAILURE("payout_failure", "payout_reversal"),
        PAYOUT_REVERSAL("payout", "payout_reversal"),
        STRIPE_FEE("stripe_fee", "fee");

        private final String type;
        private final String category;

        Kind(String type, String category) {
            this.type = type;
            this.category = category;
        }
    }

    private record Fee(long amount, String description) {
        static final Fee NONE = new Fee(0, "");
    }

    /** Money that is at the account's disposal at once, or takes the usual way. */
    public static Doc charged(Step step, Doc charge, boolean atOnce) {
        var amount = charge.number("amount_captured");
        var fee = Fees.of(type(charge), charge.text("currency")).on(amount);
        return move(
                step,
                isCard(charge) ? Kind.CHARGE : Kind.PAYMENT,
                charge,
                amount,
                new Fee(fee, "Stripe processing fees"),
                atOnce ? step.realNow() : dayOf(step.realNow() + THE_WAY_TAKES),
                charge.find("description"),
                source(charge));
    }

    /** Stripe keeps its fee. The money cannot leave before it has come. */
    public static Doc refunded(Step step, Doc refund, Doc charge) {
        return move(
                step,
                isCard(charge) ? Kind.REFUND : Kind.PAYMENT_REFUND,
                refund,
                -refund.number("amount"),
                Fee.NONE,
                whenThere(step, charge),
                isCard(charge) ? "REFUND FOR CHARGE" : "REFUND FOR PAYMENT",
                source(charge));
    }

    public static Doc refundCameBack(Step step, Doc refund, Doc charge) {
        return move(
                step,
                isCard(charge) ? Kind.REFUND_FAILURE : Kind.PAYMENT_FAILURE_REFUND,
                refund,
                refund.number("amount"),
                Fee.NONE,
                whenThere(step, charge),
                "REFUND FAILURE",
                source(charge));
    }

    private static long whenThere(Step step, Doc charge) {
        var came = step.find(charge.find("balance_transaction"));
        return came == null ? step.realNow() : Math.max(step.realNow(), came.number("available_on"));
    }

    /** The bank takes the money back at once, and Stripe a fee for the trouble, which it keeps whatever the end. */
    public static Doc disputed(Step step, Doc dispute, Doc charge) {
        var currency = dispute.text("currency");
        return move(
                step,
                Kind.DISPUTE,
                dispute,
                -dispute.number("amount"),
                new Fee(Fees.ofDispute(type(charge), currency), "Dispute fee"),
                step.realNow(),
                "Chargeback withdrawal for " + charge.id(),
                source(charge));
    }

    public static Doc reinstated(Step step, Doc dispute, Doc charge) {
        return move(
                step,
                Kind.DISPUTE_REVERSAL,
                dispute,
                dispute.number("amount"),
                Fee.NONE,
                step.realNow(),
                "Chargeback reversal for " + charge.id(),
                source(charge));
    }

    /** The account's own money goes to its bank; what an automatic payout gathered is what counted before. */
    static Doc paidOut(Step step, Doc payout) {
        var movement =
                create(step, Kind.PAYOUT, payout, -payout.number("amount"), Fee.NONE, step.realNow(), "STRIPE PAYOUT");
        if (payout.is("automatic")) Balance.payOut(step, movement, payout.text("source_type"));
        else Balance.add(step, movement, payout.text("source_type"));
        return movement;
    }

    static Doc payoutCanceled(Step step, Doc payout) {
        return cameBack(step, Kind.PAYOUT_CANCEL, payout, payout.number("amount"), "STRIPE PAYOUT CANCEL");
    }

    static Doc payoutFailed(Step step, Doc payout) {
        return cameBack(step, Kind.PAYOUT_FAILURE, payout, payout.number("amount"), "STRIPE PAYOUT FAILURE");
    }

    /** The amount of a payout that reverses another one is negative already. */
    static Doc payoutReversed(Step step, Doc reversal) {
        return cameBack(step, Kind.PAYOUT_REVERSAL, reversal, -reversal.number("amount"), "STRIPE PAYOUT REVERSAL");
    }

    private static Doc cameBack(Step step, Kind kind, Doc payout, long amount, String description) {
        return move(step, kind, payout, amount, Fee.NONE, step.realNow(), description, payout.text("source_type"));
    }

    /** A service of Stripe's that is paid for by itself. */
    static void chargedForInstantPayout(Step step, Doc payout) {
        var fee = Fees.ofInstantPayout().on(payout.number("amount"));
        move(
                step,
                Kind.STRIPE_FEE,
                payout,
                -fee,
                Fee.NONE,
                step.realNow(),
                "Instant payout fee",
                payout.text("source_type"));
    }

    private static Doc move(
            Step step,
            Kind kind,
            Doc source,
            long amount,
            Fee fee,
            long availableOn,
            @Nullable String description,
            String sourceType) {
        var movement = create(step, kind, source, amount, fee, availableOn, description);
        Balance.add(step, movement, sourceType);
        return movement;
    }

    private static Doc create(
            Step step, Kind kind, Doc source, long amount, Fee fee, long availableOn, @Nullable String description) {
        var movement = step.create("balance_transaction", Ids.fresh("txn_"));
        movement.set("amount", amount)
                .set("available_on", availableOn)
                .set("currency", source.text("currency"))
                .set("description", description)
                .set("fee", fee.amount())
                .set("fee_details", fee.amount() == 0 ? List.of() : List.of(detail(fee, source)))
                .set("net", amount - fee.amount())
                .set("reporting_category", kind.category)
                .set("source", source.id())
                .set("type", kind.type);
        return movement;
    }

    private static Fields detail(Fee fee, Doc source) {
        return Fields.empty()
                .set("amount", fee.amount())
                .set("application", null)
                .set("currency", source.text("currency"))
                .set("description", fee.description())
                .set("type", "stripe_fee");
    }

    private static String type(Doc charge) {
        return charge.maybe("payment_method_details.type").orElse("card");
    }

    private static boolean isCard(Doc charge) {
        return type(charge).equals("card");
    }

    /** Debits of American accounts are paid out apart from everything else. */
    private static String source(Doc charge) {
        return type(charge).equals("us_bank_account") ? "bank_account" : "card";
    }

    private static long dayOf(long moment) {
        return Balance.nextDay(moment) - 86_400;
    }
}
