package org.broadsheet.sandbox.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.cards.Behaviour;
import org.broadsheet.sandbox.engine.cards.TestCard;

/** The test cards that do one sort of thing, as the help shows them. */
record CardHelp(String title, String tone, String verdict, List<Row> rows) {

    /** One card: its number, and what happens with it. */
    record Row(String number, String story) {}

    private enum Group {
        PAYS("good"),
        ASKS("warn"),
        DECLINES("bad"),
        LATER("warn"),
        AFTER("good"),
        RISK("warn");

        private final String tone;

        Group(String tone) {
            this.tone = tone;
        }

        private static Group of(Behaviour behaviour) {
            if (behaviour.challenge() != Behaviour.Challenge.NEVER) return ASKS;
            if (behaviour.patience() != Behaviour.Patience.AT_ONCE) return LATER;
            if (behaviour.decline() != null) return DECLINES;
            if (behaviour.marks().isEmpty()) return PAYS;
            return behaviour.marks().stream().allMatch(Group::isRisk) ? RISK : AFTER;
        }

        private static boolean isRisk(Behaviour.Mark mark) {
            return switch (mark) {
                case BLOCKED_BY_RADAR,
                        ELEVATED_RISK,
                        CVC_CHECK_FAILS,
                        POSTAL_CODE_CHECK_FAILS,
                        ADDRESS_LINE_CHECK_FAILS -> true;
                case DISPUTED_AS_FRAUDULENT,
                        DISPUTED_AS_NOT_RECEIVED,
                        INQUIRED,
                        DISPUTED_SEVERAL_TIMES,
                        WARNED_OF_FRAUD,
                        REFUND_PENDS,
                        REFUND_FAILS,
                        AVAILABLE_AT_ONCE -> false;
            };
        }
    }

    static List<CardHelp> all(Words words, Locale locale) {
        return Arrays.stream(Group.values())
                .map(group -> {
                    var name = "cards." + group.name().toLowerCase(Locale.ROOT);
                    return new CardHelp(
                            words.say(locale, name + ".title"),
                            group.tone,
                            words.say(locale, name),
                            rows(group, words, locale));
                })
                .toList();
    }

    private static List<Row> rows(Group group, Words words, Locale locale) {
        return Arrays.stream(TestCard.values())
                .filter(card -> Group.of(card.behaviour()) == group)
                .map(card -> new Row(
                        card.spaced(), words.say(locale, "card." + card.name().toLowerCase(Locale.ROOT))))
                .toList();
    }
}
