package org.broadsheet.sandbox.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.cards.TestCard;

/** One row of the help with test cards. */
record CardHelp(String number, String tone, String verdict, String story) {

    static List<CardHelp> all(Words words, Locale locale) {
        return Arrays.stream(TestCard.values())
                .map(card -> {
                    var tone = card.paysAlways() ? "good" : card.paysAtFirst() ? "warn" : "bad";
                    var verdict = card.paysAlways() ? "pays" : card.paysAtFirst() ? "later" : "declines";
                    return new CardHelp(
                            card.spaced(),
                            tone,
                            words.say(locale, "cards." + verdict),
                            words.say(locale, "card." + card.name().toLowerCase(Locale.ROOT)));
                })
                .toList();
    }
}
