package org.broadsheet.sandbox.store;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.broadsheet.sandbox.engine.Fields;

/** The account's balance: what its movements add up to, by currency, there already or on its way. */
final class Balances {
    private Balances() {}

    static Fields of(List<ThingStore.Total> totals) {
        var currencies = totals.stream().map(ThingStore.Total::currency).collect(Collectors.toCollection(TreeSet::new));
        if (currencies.isEmpty()) currencies.add("eur");
        return Fields.empty()
                .set("object", "balance")
                .set(
                        "available",
                        currencies.stream().map(each -> sum(totals, each, true)).toList())
                .set("livemode", false)
                .set(
                        "pending",
                        currencies.stream()
                                .map(each -> sum(totals, each, false))
                                .toList());
    }

    private static Fields sum(List<ThingStore.Total> totals, String currency, boolean available) {
        var sum = totals.stream()
                .filter(total -> total.currency().equals(currency) && total.available() == available)
                .mapToLong(ThingStore.Total::amount)
                .sum();
        return Fields.empty()
                .set("amount", sum)
                .set("currency", currency)
                .set("source_types", Fields.empty().set("card", sum));
    }
}
