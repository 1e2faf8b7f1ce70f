package org.broadsheet.contributions;

import java.util.Locale;
import org.broadsheet.publication.Texts;
import org.springframework.stereotype.Component;

/** The promise in words, as it stands before every payment and is kept with it. */
@Component
class PromiseWords {
    /** Counts up when the words change, so that we know what a reader of any year was told. */
    static final int VERSION = 1;

    private static final int DATES_NAMED = 2;

    private final Texts texts;

    PromiseWords(Texts texts) {
        this.texts = texts;
    }

    /** @param sum an amount in words, or what stands for it */
    String say(ChargeSchedule schedule, String sum, Locale language) {
        var next = schedule.next(DATES_NAMED);
        var suffix = schedule.mayComeEarlier() ? ".short" : "";
        return switch (schedule.frequency()) {
            case ONCE -> texts.get(language, "contributions.promise.once", sum);
            case MONTHLY ->
                texts.get(
                        language,
                        "contributions.promise.monthly" + suffix,
                        sum,
                        DateWords.ordinal(schedule.anchorDay(), language),
                        DateWords.dayAndMonth(next.getFirst(), language),
                        DateWords.dayAndMonth(next.getLast(), language));
            case ANNUAL ->
                texts.get(
                        language,
                        "contributions.promise.annual" + suffix,
                        sum,
                        DateWords.dayAndMonth(schedule.first(), language),
                        DateWords.full(next.getFirst(), language),
                        DateWords.full(next.getLast(), language));
        };
    }

    /** For an amount that is still to be typed, without a script that could tell it. */
    String sayUnknown(ChargeSchedule schedule, Locale language) {
        var text = say(schedule, "\u0000", language);
        var again = texts.get(language, "contributions.promise.sameAmount");
        int first = text.indexOf('\u0000');
        var head = text.substring(0, first)
                + texts.get(language, "contributions.promise.thisAmount")
                + text.substring(first + 1);
        return capitalized(head.replace("\u0000", again), language);
    }

    private static String capitalized(String text, Locale language) {
        return text.substring(0, 1).toUpperCase(language) + text.substring(1);
    }
}
