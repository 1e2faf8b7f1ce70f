package org.broadsheet.sandbox.engine.disputes;

import java.util.Optional;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;
import org.broadsheet.sandbox.engine.cards.TestCard;

/** What a test number brings about once its payment has gone well. */
public final class Aftermath {
    private Aftermath() {}

    /** Some cards skip the days that money takes on its way. */
    public static boolean fundsAtOnce(Step step, Doc charge) {
        return has(step, charge, Mark.AVAILABLE_AT_ONCE);
    }

    static boolean has(Step step, Doc charge, Mark mark) {
        return Optional.ofNullable(step.find(charge.find("payment_method")))
                .flatMap(TestCard::behind)
                .filter(card -> card.has(mark))
                .isPresent();
    }
}
