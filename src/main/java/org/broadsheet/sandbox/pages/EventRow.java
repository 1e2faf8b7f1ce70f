package org.broadsheet.sandbox.pages;

import java.util.Locale;
import org.broadsheet.sandbox.store.Told;

/** An event on the control page. */
record EventRow(String id, String type, String subject, String when, String tone, String state, boolean resendable) {

    static EventRow of(Told told, Words words, Locale locale) {
        var state = told.deliveries() == 0
                ? "nobody"
                : told.pending() > 0
                        ? told.attempts() > told.delivered() ? "retrying" : "pending"
                        : told.failed() > 0 ? "failed" : told.dropped() > 0 ? "dropped" : "delivered";
        var tone = switch (state) {
            case "delivered" -> "good";
            case "nobody" -> "off";
            case "failed", "dropped" -> "bad";
            default -> "warn";
        };
        return new EventRow(
                told.id(),
                told.type(),
                told.subject() == null ? "" : told.subject(),
                words.moment(locale, told.created()),
                tone,
                words.say(locale, "event." + state, told.answer() == null ? "–" : told.answer(), told.attempts()),
                told.deliveries() > 0);
    }
}
