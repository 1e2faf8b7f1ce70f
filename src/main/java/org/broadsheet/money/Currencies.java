package org.broadsheet.money;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Stripe says of each currency: how many decimals it is charged with, and the least and most that one charge may be.
 *
 * @see <a href="https://docs.stripe.com/currencies">Stripe: supported currencies</a>
 */
public final class Currencies {
    private static final Set<String> ZERO_DECIMAL = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> THREE_DECIMAL = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    /** Stripe's smallest charge; a currency that is not listed has none of its own and takes the settlement currency's. */
    private static final Map<String, Long> LEAST = Map.ofEntries(
            Map.entry("USD", 50L),
            Map.entry("EUR", 50L),
            Map.entry("GBP", 30L),
            Map.entry("CHF", 50L),
            Map.entry("PLN", 200L),
            Map.entry("SEK", 300L),
            Map.entry("NOK", 300L),
            Map.entry("DKK", 250L),
            Map.entry("CZK", 1500L),
            Map.entry("JPY", 50L),
            Map.entry("AUD", 50L),
            Map.entry("CAD", 50L));

    /** Eight digits, in minor units. */
    private static final long MOST = 99_999_999;

    private Currencies() {}

    /** Two for most; ISK and UGX count two at Stripe although their cents are not used. */
    public static int fractionDigits(Currency currency) {
        var code = currency.getCurrencyCode();
        if (ZERO_DECIMAL.contains(code)) {
            return 0;
        }
        return THREE_DECIMAL.contains(code) ? 3 : 2;
    }

    public static Money least(Currency currency) {
        return new Money(LEAST.getOrDefault(currency.getCurrencyCode(), 1L), currency);
    }

    public static Money most(Currency currency) {
        return new Money(MOST, currency);
    }

    /** Empty for anything that is no ISO 4217 code; case does not matter. */
    public static Optional<Currency> find(String code) {
        try {
            return Optional.of(Currency.getInstance(code.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException ignored) {
            return Optional.empty();
        }
    }
}
