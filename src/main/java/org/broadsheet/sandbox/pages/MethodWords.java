package org.broadsheet.sandbox.pages;

import java.util.Locale;
import java.util.Map;
import org.broadsheet.sandbox.engine.Doc;

/** A card or an account as people know it: by its brand and last digits. */
final class MethodWords {
    private static final Map<String, String> BRANDS =
            Map.of("visa", "Visa", "mastercard", "Mastercard", "amex", "American Express");

    private MethodWords() {}

    /** {@code Visa ending 4242}. */
    static String brief(Doc method, Words words, Locale locale) {
        var type = method.text("type");
        var last4 = method.maybe(type + ".last4").orElse("");
        var brand = method.maybe(type + ".brand")
                .map(each -> BRANDS.getOrDefault(each, each))
                .orElseGet(() -> type.startsWith("sepa") ? "SEPA" : type.startsWith("bacs") ? "Bacs" : type);
        return last4.isEmpty() ? brand : words.say(locale, "method.ending", brand, last4);
    }

    /** With its expiry, where it has one. */
    static String full(Doc method, Words words, Locale locale) {
        if (!method.isSet("card.exp_month")) return brief(method, words, locale);
        var expiry = "%02d/%d".formatted(method.number("card.exp_month"), method.number("card.exp_year"));
        return words.say(locale, "method.expires", brief(method, words, locale), expiry);
    }
}
