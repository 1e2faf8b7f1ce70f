package org.broadsheet.contributions;

import java.util.List;
import org.broadsheet.publication.Frequency;
import org.springframework.util.MultiValueMap;

/**
 * What came from the page or from an appeal's form, as typed; nothing is missing, but anything may be empty.
 *
 * @param once the choice for single gifts: a suggested amount, {@code own}, or nothing; likewise {@code monthly} and {@code annual}
 * @param amount what was typed as one's own amount; alone, it is the amount
 * @param key the form's own key: one per page shown
 * @param day the day that the page's promises start from
 * @param seen the own amount, in minor units, for which the page showed the promise
 */
record SupportForm(
        String frequency,
        String currency,
        String once,
        String monthly,
        String annual,
        String amount,
        boolean fee,
        String email,
        String name,
        String article,
        String appeal,
        String key,
        String day,
        String seen) {
    private static final int LONGEST = 300;
    private static final List<String> FIELDS = List.of(
            "frequency",
            "currency",
            "once",
            "monthly",
            "annual",
            "amount",
            "fee",
            "email",
            "name",
            "article",
            "appeal",
            "key",
            "day",
            "seen");

    static SupportForm of(MultiValueMap<String, String> sent) {
        return new SupportForm(
                first(sent, "frequency"),
                first(sent, "currency"),
                first(sent, "once"),
                first(sent, "monthly"),
                first(sent, "annual"),
                first(sent, "amount"),
                !first(sent, "fee").isEmpty(),
                first(sent, "email"),
                first(sent, "name"),
                first(sent, "article"),
                first(sent, "appeal"),
                first(sent, "key"),
                first(sent, "day"),
                first(sent, "seen"));
    }

    /** The first field that came with two answers: which of them was meant, nobody can tell. */
    static List<String> sentTwice(MultiValueMap<String, String> sent) {
        return FIELDS.stream()
                .filter(field -> sent.getOrDefault(field, List.of()).size() > 1)
                .toList();
    }

    String choice(Frequency of) {
        return switch (of) {
            case ONCE -> once;
            case MONTHLY -> monthly;
            case ANNUAL -> annual;
        };
    }

    SupportForm withPayer(String newEmail, String newName) {
        return new SupportForm(
                frequency, currency, once, monthly, annual, amount, fee, newEmail, newName, article, appeal, key, day,
                seen);
    }

    private static String first(MultiValueMap<String, String> sent, String field) {
        var value = sent.getFirst(field);
        if (value == null) {
            return "";
        }
        return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    }
}
