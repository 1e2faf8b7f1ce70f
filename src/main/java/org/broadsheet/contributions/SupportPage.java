package org.broadsheet.contributions;

import java.time.LocalDate;
import java.util.List;
import org.broadsheet.appeals.Offer;
import org.jspecify.annotations.Nullable;

/**
 * The page before paying, worded. It holds the promise for everything that can be chosen on it; styles show the one that is.
 *
 * @param key the form's own key
 * @param day the day that its promises start from
 * @param seen the own amount in minor units that promises are shown for; empty for none
 * @param otherCurrencies what else can be paid in, as addresses of this page
 */
public record SupportPage(
        Offer offer,
        List<Spoken> spoken,
        String currency,
        String currencyName,
        int digits,
        int feePoints,
        long feeFixed,
        List<OtherCurrency> otherCurrencies,
        String key,
        LocalDate day,
        String seen,
        String typed,
        boolean fee,
        String email,
        String name,
        @Nullable String article,
        @Nullable String appeal,
        List<Problem> problems) {

    /**
     * What is said for each amount of one frequency: first the suggested ones, by place, then one's own, which is within the bounds
     * in minor units.
     */
    public record Spoken(String key, List<Promised> picks, Own own, long least, long most) {}

    public record Promised(int place, String plain, String withFee, String feeLabel, String feeHint) {}

    /**
     * For one's own amount: the words now, and the pattern that a script fills. In it {@code {0}} stands for the amount, {@code {1}} for
     * the sum with the fee, {@code {2}} for the fee.
     */
    public record Own(Line plain, Line withFee, Line feeLabel, Line feeHint) {}

    /** @param unknown what it says while no amount is known */
    public record Line(String text, String unknown, String pattern) {}

    public record OtherCurrency(String code, String name, String symbol, String address) {}

    public @Nullable String problem(String field) {
        return FormReader.about(field, problems).map(Problem::text).orElse(null);
    }

    /** How many things are wrong, for the page's title. */
    public int wrong() {
        return problems.size();
    }
}
