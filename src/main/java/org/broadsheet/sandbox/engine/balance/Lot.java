package org.broadsheet.sandbox.engine.balance;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Fields;

/** Money of one currency and source that counts from the same day on; what has long counted has day 0. */
record Lot(long day, boolean available, String currency, String source, long net) {

    static List<Lot> read(Fields balance) {
        return balance.objects("lots").stream()
                .map(lot -> new Lot(
                        lot.number("day"),
                        lot.is("available"),
                        lot.text("currency"),
                        lot.text("source"),
                        lot.number("net")))
                .toList();
    }

    static void write(Fields balance, List<Lot> lots) {
        balance.set("lots", lots.stream().map(Lot::toJson).toList());
    }

    static List<Lot> plus(List<Lot> lots, Lot more) {
        var sum = new ArrayList<>(lots);
        for (int i = 0; i < sum.size(); i++) {
            var lot = sum.get(i);
            if (!lot.mergesWith(more)) continue;
            sum.set(i, new Lot(lot.day, lot.available, lot.currency, lot.source, lot.net + more.net));
            return sum;
        }
        sum.add(more);
        return sum;
    }

    private boolean mergesWith(Lot other) {
        return day == other.day
                && available == other.available
                && currency.equals(other.currency)
                && source.equals(other.source);
    }

    Lot longSince() {
        return new Lot(0, true, currency, source, net);
    }

    boolean countsAt(long now) {
        return available || day <= now;
    }

    private Fields toJson() {
        return Fields.empty()
                .set("day", day)
                .set("available", available)
                .set("currency", currency)
                .set("source", source)
                .set("net", net);
    }
}
