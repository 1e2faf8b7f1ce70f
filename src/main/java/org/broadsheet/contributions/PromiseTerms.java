package org.broadsheet.contributions;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.money.Money;
import org.broadsheet.payments.PaymentEvent.CheckoutFound;
import org.jspecify.annotations.Nullable;

/**
 * A promise as it is written on its page at Stripe, so that it outlives the loss of our database: what was promised, in whose words,
 * and where from. Who promised it is not there.
 */
record PromiseTerms(
        Money base,
        Money fee,
        LocalDate firstChargeOn,
        Locale language,
        String text,
        int textVersion,
        @Nullable String appeal,
        @Nullable String article) {
    private static final String FEE = "broadsheet_fee";
    private static final String FIRST_CHARGE = "broadsheet_first_charge";
    private static final String LANGUAGE = "broadsheet_language";
    private static final String VERSION = "broadsheet_text_version";
    private static final String TEXT = "broadsheet_text_";
    private static final String APPEAL = "broadsheet_appeal";
    private static final String ARTICLE = "broadsheet_article";

    /** The longest value that Stripe keeps. */
    private static final int LONGEST = 500;

    private static final int MOST_PARTS = 4;

    static Map<String, String> write(Promise promise) {
        var terms = new LinkedHashMap<String, String>();
        terms.put(FEE, String.valueOf(promise.fee().minorUnits()));
        terms.put(FIRST_CHARGE, promise.firstChargeOn().toString());
        terms.put(LANGUAGE, promise.language().toLanguageTag());
        terms.put(VERSION, String.valueOf(PromiseWords.VERSION));
        var text = promise.text();
        for (int part = 0; part < MOST_PARTS && part * LONGEST < text.length(); part++) {
            terms.put(TEXT + part, text.substring(part * LONGEST, Math.min(text.length(), (part + 1) * LONGEST)));
        }
        put(terms, APPEAL, promise.appeal());
        put(terms, ARTICLE, promise.article());
        return terms;
    }

    /** A page from before there were terms is read as well as it can be. */
    static PromiseTerms read(CheckoutFound found, ZoneId zone, Locale usual) {
        var terms = found.terms();
        long fee = Math.min(
                Long.parseLong(terms.getOrDefault(FEE, "0")), found.amount().minorUnits() - 1);
        var feeMoney = new Money(Math.max(0, fee), found.amount().currency());
        var text = new StringBuilder();
        for (int part = 0; part < MOST_PARTS; part++) {
            text.append(terms.getOrDefault(TEXT + part, ""));
        }
        return new PromiseTerms(
                found.amount().minus(feeMoney),
                feeMoney,
                terms.containsKey(FIRST_CHARGE)
                        ? LocalDate.parse(terms.get(FIRST_CHARGE))
                        : LocalDate.ofInstant(found.at(), zone),
                terms.containsKey(LANGUAGE) ? Locale.forLanguageTag(terms.get(LANGUAGE)) : usual,
                text.isEmpty() ? "?" : text.toString(),
                Integer.parseInt(terms.getOrDefault(VERSION, "1")),
                terms.get(APPEAL),
                terms.get(ARTICLE));
    }

    private static void put(Map<String, String> terms, String key, @Nullable String value) {
        if (value != null) {
            terms.put(key, value.substring(0, Math.min(value.length(), LONGEST)));
        }
    }
}
