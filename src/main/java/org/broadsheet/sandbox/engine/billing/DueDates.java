package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Invoices that were sent: a reminder three days before they are due, and a word when they are overdue. */
final class DueDates {
    private static final long THREE_DAYS = 3 * 86_400L;

    private DueDates() {}

    static @Nullable Long due(Doc invoice) {
        var end = invoice.findNumber("due_date");
        if (end == null || invoice.hidden().is("overdue")) return null;

        var begin = invoice.number("status_transitions.finalized_at", end);
        var reminds = !invoice.hidden().is("reminded") && end - THREE_DAYS > begin;
        return reminds ? (Long) (end - THREE_DAYS) : end;
    }

    static void process(Step step, Doc invoice) {
        var due = due(invoice);
        if (due == null || due > step.now()) return;
        if (due < invoice.number("due_date")) {
            invoice.hidden().set("reminded", true);
            step.tell("invoice.will_be_due", invoice);
            return;
        }
        invoice.hidden().set("overdue", true);
        step.tell("invoice.overdue", invoice);
        var subscription = step.find(invoice.find("parent.subscription_details.subscription"));
        if (subscription != null) Standing.behind(step, subscription);
    }
}
