package org.broadsheet.sandbox.pages;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.jspecify.annotations.Nullable;

/** What somebody typed on the payment page. */
record CheckoutForm(
        @Nullable String email,
        @Nullable String number,
        @Nullable String expiry,
        @Nullable String cvc,
        @Nullable String name) {
    private static final int LONGEST = 200;

    CardForm card() {
        return new CardForm(text(number), text(expiry), text(cvc));
    }

    @Nullable
    String emailOr(CheckoutView view) {
        return view.emailLocked() ? view.email() : text(email);
    }

    @Nullable
    String nameOrNull() {
        return text(name).isEmpty() ? null : text(name);
    }

    /** By field, in the order of the page. */
    Map<String, String> mistakes(CheckoutView view, long now, Words words) {
        var mistakes = new LinkedHashMap<String, String>();
        if (!view.emailLocked() && !text(email).matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
            mistakes.put("email", words.say(view.locale(), "mistake.email"));
        card().mistakes(now)
                .forEach((field, mistake) -> mistakes.put(
                        field.name().toLowerCase(Locale.ROOT),
                        words.say(view.locale(), "mistake." + mistake.name().toLowerCase(Locale.ROOT))));
        return mistakes;
    }

    /** A number that is no test card's is not even shown again. */
    CheckoutAttempt attempt(Map<String, String> mistakes, @Nullable String decline) {
        var ofTest = TestCard.ofNumber(text(number).replaceAll("[\\s-]", "")).isPresent();
        return new CheckoutAttempt(
                text(email),
                ofTest ? text(number) : "",
                text(expiry),
                ofTest ? text(cvc) : "",
                text(name),
                mistakes,
                decline);
    }

    private static String text(@Nullable String given) {
        if (given == null) return "";
        var text = given.replaceAll("\\p{Cntrl}", "").strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
