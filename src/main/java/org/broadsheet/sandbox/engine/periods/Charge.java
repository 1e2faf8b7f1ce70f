package org.broadsheet.sandbox.engine.periods;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;

/** What an item costs for its current period: nothing in a trial, a part when the period is cut short by the anchor. */
public record Charge(long amount, Kind kind) {
    public enum Kind {
        WHOLE,
        PART,
        TRIAL
    }

    public static long full(Fields item) {
        return item.number("price.unit_amount") * item.number("quantity");
    }

    public static Charge of(Doc subscription, Fields item) {
        if (subscription.is("status", "trialing")) return new Charge(0, Kind.TRIAL);
        return from(subscription, item, item.number("current_period_start"), full(item));
    }

    /** From a moment within the item's current period to its end, at what the whole of it costs. */
    public static Charge from(Doc subscription, Fields item, long moment, long full) {
        var end = item.number("current_period_end");
        var naturalStart =
                BillingCycle.of(subscription, item.object("price.recurring")).previous(end - 1);
        if (moment <= naturalStart) return new Charge(full, Kind.WHOLE);
        return new Charge(Debit.share(full, naturalStart, end, moment), Kind.PART);
    }
}
