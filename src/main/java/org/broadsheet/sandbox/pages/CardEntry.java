package org.broadsheet.sandbox.pages;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.jspecify.annotations.Nullable;

/** A card as somebody typed it on a page: checked, and shown again when something is wrong with it. */
record CardEntry(
        @Nullable String number,
        @Nullable String expiry,
        @Nullable String cvc,
        @Nullable String name) {
    private static final int LONGEST = 200;

    /** What the form shows, and what it says about it. */
    record Shown(
            String number,
            String expiry,
            String cvc,
            String name,
            Map<String, String> mistakes,
            @Nullable String decline) {
        static final Shown EMPTY = new Shown("", "", "", "", Map.of(), null);

        /** Asked by the template, hence public. */
        public boolean wrong() {
            return !mistakes.isEmpty() || decline != null;
        }
    }

    /** By field, in the order of the page. */
    Map<String, String> mistakes(long now, Words words, Locale locale) {
        var mistakes = new LinkedHashMap<String, String>();
        form().mistakes(now)
                .forEach((field, mistake) -> mistakes.put(
                        field.name().toLowerCase(Locale.ROOT),
                        words.say(locale, "mistake." + mistake.name().toLowerCase(Locale.ROOT))));
        return mistakes;
    }

    CardForm.Details details() {
        return form().details();
    }

    private CardForm form() {
        return new CardForm(text(number), text(expiry), text(cvc));
    }

    @Nullable
    String nameOrNull() {
        return text(name).isEmpty() ? null : text(name);
    }

    /** A number that is no test card's is not even shown again. */
    Shown shown(Map<String, String> mistakes, @Nullable String decline) {
        var ofTest = TestCard.ofNumber(text(number).replaceAll("[\\s-]", "")).isPresent();
        return new Shown(
                ofTest ? text(number) : "", text(expiry), ofTest ? text(cvc) : "", text(name), mistakes, decline);
    }

    private static String text(@Nullable String given) {
        if (given == null) return "";
        var text = given.replaceAll("\\p{Cntrl}", "").strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
