package org.broadsheet.sandbox.engine.periods;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.jspecify.annotations.Nullable;

/** What a change in mid-period gives back and costs, as items that wait for an invoice. */
public final class Prorations {
    private Prorations() {}

    /** The moment that a change is counted from. */
    public static long moment(Step step, Doc subscription, Fields given) {
        var wish = given.findNumber("proration_date");
        if (wish == null) return step.now();
        var start = subscription.objects("items.data").stream()
                .mapToLong(item -> item.number("current_period_start"))
                .max()
                .orElseThrow();
        if (wish < start || wish >= PeriodEnds.first(subscription))
            throw Problem.invalid(
                    "proration_date",
                    "Invalid proration_date: must lie within the current period of every subscription item.");

        return wish;
    }

    /** The unused time of an item; flexible billing gives back what was debited, classic what the item costs now. */
    public static boolean giveBack(Step step, Doc subscription, Fields item, long moment) {
        var credits = Debits.giveBack(step, subscription, item.text("id"), moment);
        if (subscription.is("billing_mode.type", "classic")) {
            if (credits.isEmpty()) return false;
            var amount = atWhatItCosts(step, subscription, item, moment);
            credit(step, subscription, item, amount, moment, item.number("current_period_end"), null);
            return true;
        }
        for (var credit : credits) {
            var debit = credit.of();
            var then = debit.sold().asItem(debit.item());
            credit(step, subscription, then, credit.amount(), credit.from(), debit.end(), debit);
        }
        return !credits.isEmpty();
    }

    private static void credit(
            Step step, Doc subscription, Fields item, long amount, long from, long end, @Nullable Debit debit) {
        if (amount == 0) return;
        var described = SubscriptionLines.unused(step, item, from);
        InvoiceItems.proration(step, subscription, item, -amount, described, from, end, credited(debit));
    }

    /** Where the money that is given back was asked for: on an invoice's line, or on an item that waits still. */
    private static @Nullable Fields credited(@Nullable Debit debit) {
        if (debit == null) return null;
        if (debit.invoice() == null)
            return Fields.empty().set("invoice_item", debit.line()).set("type", "invoice_item");
        var lines = Fields.empty().set("invoice", debit.invoice()).set("invoice_line_items", List.of(debit.line()));
        return Fields.empty().set("invoice_line_item_details", lines).set("type", "invoice_line_items");
    }

    /** The remaining time of an item, at what it costs from now on. */
    public static void bill(Step step, Doc subscription, Fields item, long moment) {
        var amount = atWhatItCosts(step, subscription, item, moment);
        var end = item.number("current_period_end");
        if (amount == 0) return;
        var described = SubscriptionLines.remaining(step, item, moment);
        var waiting = InvoiceItems.proration(step, subscription, item, amount, described, moment, end, null);
        var sold = new Debit.Sold(
                item.text("price.id"),
                item.text("price.product"),
                item.text("price.unit_amount_decimal"),
                item.text("price.currency"),
                item.number("quantity"));
        Debits.add(subscription, new Debit(item.text("id"), moment, end, amount, sold, null, waiting.id()));
    }

    private static long atWhatItCosts(Step step, Doc subscription, Fields item, long moment) {
        return Charge.from(subscription, item, moment, Discounted.full(step, subscription, item))
                .amount();
    }
}
