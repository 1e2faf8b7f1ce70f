package org.broadsheet.sandbox.engine.disputes;

import java.util.EnumSet;
import java.util.Set;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;

/** What a test number brings about once its payment has gone well. */
public final class Aftermath {
    private static final Set<Mark> DISPUTES = EnumSet.of(
            Mark.DISPUTED_AS_FRAUDULENT, Mark.DISPUTED_AS_NOT_RECEIVED, Mark.DISPUTED_SEVERAL_TIMES, Mark.INQUIRED);

    private Aftermath() {}

    /** Some cards skip the days that money takes on its way. */
    public static boolean fundsAtOnce(Step step, Doc charge) {
        return has(step, charge, Mark.AVAILABLE_AT_ONCE);
    }

    /** What the charge itself shows already when it succeeds: that somebody is to look at it. */
    public static void foresee(Step step, Doc charge, Doc intent) {
        if (!has(step, charge, Mark.ELEVATED_RISK)) return;

        charge.set("review", Ids.fresh("prv_"));
        intent.set("review", charge.text("review"));
    }

    public static boolean isDisputed(Step step, Doc charge) {
        return marks(step, charge).stream().anyMatch(DISPUTES::contains);
    }

    /** Happens with every charge that has settled. */
    public static void follow(Step step, Doc charge) {
        for (var mark : marks(step, charge)) follow(step, charge, mark);
    }

    private static void follow(Step step, Doc charge, Mark mark) {
        switch (mark) {
            case DISPUTED_AS_FRAUDULENT -> {
                if (charge.is("payment_method_details.type", "card"))
                    Disputes.open(step, charge, charge.number("amount_captured"), "fraudulent");
                else Disputes.takeBack(step, charge);
            }
            case DISPUTED_AS_NOT_RECEIVED ->
                Disputes.open(step, charge, charge.number("amount_captured"), "product_not_received");
            case DISPUTED_SEVERAL_TIMES -> {
                var half = charge.number("amount_captured") / 2;
                Disputes.open(step, charge, charge.number("amount_captured") - half, "fraudulent");
                Disputes.open(step, charge, half, "product_not_received");
            }
            case INQUIRED -> Disputes.inquire(step, charge);
            case WARNED_OF_FRAUD -> Warnings.open(step, charge);
            case ELEVATED_RISK -> Reviews.open(step, charge);
            case REFUND_PENDS,
                    REFUND_FAILS,
                    AVAILABLE_AT_ONCE,
                    BLOCKED_BY_RADAR,
                    CVC_CHECK_FAILS,
                    POSTAL_CODE_CHECK_FAILS,
                    ADDRESS_LINE_CHECK_FAILS -> {}
        }
    }

    /** Money that went back on its own leaves nothing to warn of, to look at, or to ask about. */
    public static void refunded(Step step, Doc charge, boolean asFraud) {
        if (!charge.is("refunded")) return;
        Warnings.settle(step, charge);
        Reviews.close(step, charge, asFraud ? "refunded_as_fraud" : "refunded");
        Disputes.refunded(step, charge);
    }

    /** Whether the card or account that a charge was paid with is there to test this. */
    public static boolean has(Step step, Doc charge, Mark mark) {
        return marks(step, charge).contains(mark);
    }

    private static Set<Mark> marks(Step step, Doc charge) {
        var method = step.find(charge.find("payment_method"));
        return method == null ? Set.of() : PaymentMethods.marks(method);
    }
}
