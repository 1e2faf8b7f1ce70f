package org.broadsheet.sandbox.engine;

import java.util.Optional;

/** The bank behind every card and account: what a test number says goes, unless somebody asked it to refuse. */
public interface Bank {
    Bank USUAL = number -> Optional.empty();

    /** A refusal that was ordered for the next charge, whatever the card with this number would do. */
    Optional<Decline> orderedRefusal(String number);
}
