package org.broadsheet.sandbox.engine;

import java.util.Optional;

/** The bank behind every card: what the card says goes, unless somebody asked it to refuse. */
public interface Bank {
    Bank USUAL = card -> Optional.empty();
    Decline ORDERED = Decline.generic();

    /** A refusal that was ordered for the next charge, whatever the card. */
    Optional<Decline> orderedRefusal(TestCard card);

    default Optional<Decline> answer(TestCard card, boolean buyerPresent) {
        return orderedRefusal(card).or(() -> card.refusal(buyerPresent));
    }
}
