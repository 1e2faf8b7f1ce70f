package org.broadsheet.sandbox.pages;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.checkout.SessionSums;
import org.jspecify.annotations.Nullable;

/** Where somebody who gives chooses how much: what stands there at first, and what is wrong with what they type. */
record AmountField(String preset, String hint, SessionSums.Bounds bounds, Currency currency) {

    static @Nullable AmountField of(Doc session, Words words, Locale locale) {
        var bounds = SessionSums.bounds(session);
        if (bounds == null) return null;
        var code = session.text("currency");
        var currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
        var now = session.number("amount_subtotal");
        return new AmountField(
                now == 0
                        ? ""
                        : BigDecimal.valueOf(now, currency.getDefaultFractionDigits())
                                .toPlainString(),
                words.say(
                        locale,
                        "checkout.amount.hint",
                        currency.getCurrencyCode(),
                        words.money(locale, bounds.least(), code),
                        words.money(locale, bounds.most(), code)),
                bounds,
                currency);
    }

    /** In the currency's smallest unit; a comma is as good as a point. */
    Optional<Long> minor(String typed) {
        var plain = typed.replaceAll("[\\s\u00a0]", "").replace(',', '.');
        if (!plain.matches("\\d{1,9}(\\.\\d{1,3})?")) return Optional.empty();
        try {
            return Optional.of(new BigDecimal(plain)
                    .movePointRight(currency.getDefaultFractionDigits())
                    .longValueExact());
        } catch (ArithmeticException smallerThanTheSmallestUnit) {
            return Optional.empty();
        }
    }

    Optional<String> mistake(String typed, Words words, Locale locale) {
        var minor = minor(typed);
        if (minor.isEmpty()) return Optional.of(words.say(locale, "mistake.amount"));
        var code = currency.getCurrencyCode();
        if (minor.get() < bounds.least())
            return Optional.of(words.say(locale, "mistake.amount.least", words.money(locale, bounds.least(), code)));
        if (minor.get() > bounds.most())
            return Optional.of(words.say(locale, "mistake.amount.most", words.money(locale, bounds.most(), code)));
        return Optional.empty();
    }
}
