package org.broadsheet.sandbox.pages;

import java.util.Locale;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Problem;

/** A bank's no, in the reader's language. */
final class DeclineWords {
    private DeclineWords() {}

    /** A card that an invoice could not be paid with at once. */
    static String of(Problem declined, Words words, Locale locale) {
        var code = declined.code();
        if ("subscription_payment_intent_requires_action".equals(code))
            return words.say(locale, "decline.authentication_required");
        return words.sayIfKnown(locale, "decline." + declined.toJson().find("error.decline_code"))
                .or(() -> words.sayIfKnown(locale, "decline." + code))
                .orElseGet(() -> words.say(locale, "decline.card_declined"));
    }

    static String of(Decline decline, Words words, Locale locale) {
        var code = decline.declineCode() == null ? decline.code() : decline.declineCode();
        return words.sayIfKnown(locale, "decline." + code).orElseGet(() -> words.say(locale, "decline.card_declined"));
    }
}
