package org.broadsheet.sandbox.engine.billing;

import java.math.BigDecimal;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Limits;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.broadsheet.sandbox.engine.periods.BillingCycle;
import org.broadsheet.sandbox.engine.periods.Charge;
import org.broadsheet.sandbox.engine.periods.Debit;
import org.broadsheet.sandbox.engine.periods.SubscriptionLines;

/** A subscription that has begun before anybody told of it: the time until now is billed with its first invoice. */
final class Backdating {
    private static final String PARAM = "backdate_start_date";
    private static final long FIVE_YEARS = 5 * 366 * 86_400L;

    private Backdating() {}

    static long start(Step step, Fields given) {
        var start = given.findNumber(PARAM);
        if (start == null) return step.now();
        if (start >= step.now()) throw Problem.invalid(PARAM, "`backdate_start_date` must be in the past.");
        if (start < step.now() - FIVE_YEARS)
            throw Problem.invalid(PARAM, "This sandbox backdates subscriptions by five years at most.");
        return start;
    }

    static void bill(Step step, Doc subscription, Fields given) {
        var start = subscription.number("start_date");
        if (start == step.now() || given.is("proration_behavior", "none")) return;
        for (var item : subscription.objects("items.data")) {
            var amount = until(step.now(), start, item);
            if (amount == 0) continue;
            var described = SubscriptionLines.remaining(step, item, start);
            InvoiceItems.proration(step, subscription, item, amount, described, start, step.now(), null);
        }
    }

    /** Whole periods counted back from now, and the part of one that is left. */
    private static long until(long now, long start, Fields item) {
        var cycle = BillingCycle.of(now, item.object("price.recurring"));
        var full = Charge.full(item);
        var sum = BigDecimal.ZERO;
        var end = now;
        while (true) {
            var begin = cycle.previous(end - 1);
            var part = Debit.share(full, begin, end, start);
            sum = sum.add(BigDecimal.valueOf(part));
            if (sum.compareTo(BigDecimal.valueOf(Limits.LARGEST_AMOUNT)) > 0)
                throw Problem.invalid(PARAM, "amount_too_large", "The time since then costs more than can be charged.");
            if (begin <= start) return sum.longValueExact();
            end = begin;
        }
    }
}
