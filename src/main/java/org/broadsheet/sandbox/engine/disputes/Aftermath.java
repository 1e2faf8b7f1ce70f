package org.broadsheet.sandbox.engine.disputes;

import java.util.Optional;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;
import org.broadsheet.sandbox.engine.cards.TestCard;

/** What a test number brings about once its payment has gone well. */
public final class Aftermath {
    /** The end of the account number whose owner takes the money back. */
    private static final String DISPUTED_ACCOUNT = "3203";

    private Aftermath() {}

    /** Some cards skip the days that money takes on its way. */
    public static boolean fundsAtOnce(Step step, Doc charge) {
        return card(step, charge)
                .filter(card -> card.has(Mark.AVAILABLE_AT_ONCE))
                .isPresent();
    }

    /** Happens with every charge that has settled. */
    public static void follow(Step step, Doc charge) {
        card(step, charge).ifPresent(card -> {
            for (var mark : card.behaviour().marks()) follow(step, charge, mark);
        });
        if (charge.is("payment_method_details.sepa_debit.last4", DISPUTED_ACCOUNT)) Disputes.takeBack(step, charge);
    }

    private static void follow(Step step, Doc charge, Mark mark) {
        switch (mark) {
            case DISPUTED_AS_FRAUDULENT -> Disputes.open(step, charge, charge.number("amount"), "fraudulent");
            case DISPUTED_AS_NOT_RECEIVED ->
                Disputes.open(step, charge, charge.number("amount"), "product_not_received");
            case DISPUTED_SEVERAL_TIMES -> {
                var half = charge.number("amount") / 2;
                Disputes.open(step, charge, charge.number("amount") - half, "fraudulent");
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

    /** The test card that a charge was paid with, if it was a card. */
    public static Optional<TestCard> card(Step step, Doc charge) {
        return Optional.ofNullable(step.find(charge.find("payment_method"))).flatMap(TestCard::behind);
    }
}
