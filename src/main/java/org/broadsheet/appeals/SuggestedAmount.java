package org.broadsheet.appeals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;

/** How a form with several currencies sends one suggested amount: plainly when it is the same number in each, else by currency. */
public final class SuggestedAmount {
    /** What the choice "another amount" sends. */
    public static final String OWN = "own";

    private SuggestedAmount() {}

    static String write(List<Money> sameRank) {
        var plain = sameRank.stream().map(MoneyText::plain).distinct().toList();
        return plain.size() == 1
                ? plain.getFirst()
                : sameRank.stream()
                        .map(each -> each.currency().getCurrencyCode() + ":" + MoneyText.plain(each))
                        .collect(Collectors.joining(","));
    }

    /** What was sent, as the amount for one currency: a text that may be anything, for it comes from outside. */
    public static String read(String sent, String currencyCode) {
        return Arrays.stream(sent.split(",", -1))
                .filter(each -> each.startsWith(currencyCode + ":"))
                .map(each -> each.substring(currencyCode.length() + 1))
                .findFirst()
                .orElse(sent);
    }
}
