package org.broadsheet.sandbox.pages;

import java.util.Locale;
import org.broadsheet.sandbox.engine.Fields;

/** How often something is paid, in words: "a month", "every 3 months". */
final class Rhythm {
    private Rhythm() {}

    static String of(Fields recurring, Words words, Locale locale) {
        var count = recurring.number("interval_count");
        var interval = recurring.text("interval");
        return count == 1
                ? words.say(locale, "rhythm." + interval)
                : words.say(locale, "rhythm." + interval + "s", count);
    }
}
