package org.broadsheet.sandbox.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Emails;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.cards.CardForm;
import org.broadsheet.sandbox.engine.cards.TestAccount;
import org.broadsheet.sandbox.engine.cards.TestCard;
import org.broadsheet.sandbox.engine.checkout.Buyer;
import org.jspecify.annotations.Nullable;

/** What somebody typed on the payment page. */
record CheckoutForm(Map<String, String> given) {
    private static final List<String> OF_A_CARD = List.of("number", "cvc");
    private static final int LONGEST = 200;

    CardForm card() {
        return new CardForm(text("number"), text("expiry"), text("cvc"));
    }

    /** The first way stands for those who choose none. */
    PayWay way(CheckoutView view) {
        return view.ways().stream()
                .filter(way -> way.word().equals(text("method")))
                .findFirst()
                .orElse(view.ways().getFirst());
    }

    Optional<TestAccount> account(PayWay way) {
        return way.account(way.fields().stream().map(this::text).toList());
    }

    Optional<Long> chosen(CheckoutView view) {
        var field = view.amount();
        return field == null ? Optional.empty() : field.minor(text("amount"));
    }

    Buyer buyer(CheckoutView view) {
        return new Buyer(
                view.emailLocked() ? view.email() : text("email"),
                textOrNull("name"),
                view.asks().phone() ? PhoneEntry.plain(text("phone")) : null,
                view.asks().address() ? address() : null,
                given.containsKey("terms"));
    }

    private Fields address() {
        var address = Fields.empty();
        for (var part : PortalAddress.PARTS) address.set(part, textOrNull(part));
        return address;
    }

    /** By field, in the order of the page. */
    Map<String, String> mistakes(CheckoutView view, long now, Words words) {
        var mistakes = new LinkedHashMap<String, String>();
        var locale = view.locale();
        if (!view.emailLocked() && !Emails.isReachable(text("email")))
            mistakes.put("email", words.say(locale, "mistake.email"));
        if (view.asks().phone() && PhoneEntry.plain(text("phone")) == null)
            mistakes.put("phone", words.say(locale, "mistake.phone"));
        var choice = view.amount();
        if (choice != null)
            choice.mistake(text("amount"), words, locale).ifPresent(mistake -> mistakes.put("amount", mistake));
        if (view.collects()) means(view, now, words, mistakes);
        if (view.asks().address()) place(locale, words, mistakes);
        if (view.asks().terms() && !given.containsKey("terms"))
            mistakes.put("terms", words.say(locale, "mistake.terms"));
        return mistakes;
    }

    private void means(CheckoutView view, long now, Words words, Map<String, String> mistakes) {
        var way = way(view);
        var locale = view.locale();
        if (way == PayWay.CARD) {
            card().mistakes(now)
                    .forEach((field, mistake) -> mistakes.put(
                            field.name().toLowerCase(Locale.ROOT),
                            words.say(locale, "mistake." + mistake.name().toLowerCase(Locale.ROOT))));
            return;
        }
        if (account(way).isEmpty()) mistakes.put(way.fields().getFirst(), words.say(locale, "mistake." + way.word()));
        if (text("name").isEmpty()) mistakes.put("name", words.say(locale, "mistake.name"));
    }

    private void place(Locale locale, Words words, Map<String, String> mistakes) {
        for (var part : List.of("line1", "city"))
            if (text(part).isEmpty()) mistakes.put(part, words.say(locale, "mistake." + part));
        if (!PortalAddress.isCountry(text("country"))) mistakes.put("country", words.say(locale, "mistake.country"));
    }

    /** A number that is no test card's or account's is not even shown again. */
    CheckoutAttempt attempt(CheckoutView view, Map<String, String> mistakes, @Nullable String decline) {
        var shown = new LinkedHashMap<String, String>();
        for (var field : List.of("email", "phone", "amount", "number", "expiry", "cvc", "name"))
            shown.put(field, text(field));
        for (var part : PortalAddress.PARTS) shown.put(part, text(part));
        if (TestCard.ofNumber(text("number").replaceAll("[\\s-]", "")).isEmpty()) OF_A_CARD.forEach(shown::remove);
        for (var way : accounts(view)) for (var field : way.fields()) shown.put(field, text(field));
        if (given.containsKey("terms")) shown.put("terms", "accepted");
        shown.put("method", way(view).word());
        return new CheckoutAttempt(shown, mistakes, decline);
    }

    private List<PayWay> accounts(CheckoutView view) {
        var known = new ArrayList<PayWay>();
        for (var way : view.ways()) if (account(way).isPresent()) known.add(way);
        return known;
    }

    private @Nullable String textOrNull(String field) {
        return text(field).isEmpty() ? null : text(field);
    }

    private String text(String field) {
        var text = given.getOrDefault(field, "").replaceAll("\\p{Cntrl}", "").strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
