package org.broadsheet.sandbox.pages;

import java.util.Locale;
import org.broadsheet.sandbox.engine.Decline;

/** A bank's no, in the reader's language. */
final class DeclineWords {
    private DeclineWords() {}

    static String of(Decline decline, Words words, Locale locale) {
        var code = decline.declineCode() == null ? decline.code() : decline.declineCode();
        return words.sayIfKnown(locale, "decline." + code).orElseGet(() -> words.say(locale, "decline.card_declined"));
    }
}
