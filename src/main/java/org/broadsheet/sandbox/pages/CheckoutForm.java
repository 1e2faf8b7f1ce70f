package org.broadsheet.sandbox.pages;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.TestAccount;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.jspecify.annotations.Nullable;

/** What somebody typed on the payment page. */
record CheckoutForm(
        @Nullable String email,
        @Nullable String number,
        @Nullable String expiry,
        @Nullable String cvc,
        @Nullable String name,
        @Nullable String method,
        @Nullable String iban,
        @Nullable String amount) {
    private static final int LONGEST = 200;

    CardForm card() {
        return new CardForm(text(number), text(expiry), text(cvc));
    }

    boolean debits(CheckoutView view) {
        return view.collects() && view.debit() && "sepa".equals(method);
    }

    /** The account behind the IBAN, if it is one of those published for testing. */
    Optional<TestAccount> account() {
        return TestAccount.of(
                TestAccount.Scheme.SEPA, text(iban).replace(" ", "").toUpperCase(Locale.ROOT));
    }

    Optional<Long> chosen(CheckoutView view) {
        var field = view.amount();
        return field == null ? Optional.empty() : field.minor(text(amount));
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
        var choice = view.amount();
        if (choice != null)
            choice.mistake(text(amount), words, view.locale()).ifPresent(mistake -> mistakes.put("amount", mistake));
        if (!view.collects()) return mistakes;
        if (debits(view)) {
            if (account().isEmpty()) mistakes.put("iban", words.say(view.locale(), "mistake.iban"));
            if (text(name).isEmpty()) mistakes.put("name", words.say(view.locale(), "mistake.name"));
            return mistakes;
        }
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
                "sepa".equals(method) ? "sepa" : "card",
                account().isPresent() ? text(iban) : "",
                text(amount),
                mistakes,
                decline);
    }

    private static String text(@Nullable String given) {
        if (given == null) return "";
        var text = given.replaceAll("\\p{Cntrl}", "").strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
