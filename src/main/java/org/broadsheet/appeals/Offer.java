package org.broadsheet.appeals;

import java.util.List;

/**
 * The choices of a gift form in one language, worded. Everything is there at once and styles show what fits the choice, so that the
 * form is right without a script: what belongs to a currency carries its place in the list, what belongs to an amount its own.
 */
public record Offer(List<Coin> currencies, List<Rhythm> rhythms) {

    public record Coin(int place, String code, String symbol, String name, boolean chosen) {}

    /** @param key {@code once}, {@code monthly} or {@code annual}: the value of the choice, and the name of the field for its amount */
    public record Rhythm(
            String key,
            String label,
            String legend,
            boolean chosen,
            List<Pick> picks,
            boolean ownChosen,
            List<Worded> bounds,
            List<Worded> starting,
            String ownButton,
            String ownButtonPattern) {}

    /** A suggested amount. {@code value} is what the form sends: {@code 5}, or {@code EUR:5,JPY:800} where they differ. */
    public record Pick(int place, String value, boolean chosen, List<Worded> sums, List<Worded> buttons) {}

    /** A text for one currency. */
    public record Worded(int currency, String text) {}

    public boolean oneCurrency() {
        return currencies.size() == 1;
    }

    public Rhythm rhythm(String key) {
        return only(key).getFirst();
    }

    public List<Rhythm> only(String key) {
        return rhythms.stream().filter(each -> each.key().equals(key)).toList();
    }
}
