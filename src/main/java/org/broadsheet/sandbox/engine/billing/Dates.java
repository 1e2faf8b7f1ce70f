package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;

/** When the dates of a subscription or a plan were last decided: no notice of them can be older. */
final class Dates {
    private static final String PLACE = "dates_decided_at";

    private Dates() {}

    static void decide(Step step, Doc subject) {
        subject.hidden().set(PLACE, step.now());
    }

    static long decidedAt(Doc subject) {
        return subject.hidden().number(PLACE, 0);
    }
}
