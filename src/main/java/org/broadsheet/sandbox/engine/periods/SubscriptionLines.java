package org.broadsheet.sandbox.engine.periods;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.InvoiceLines;

/** What a subscription's items and changes say on an invoice, in Stripe's words. */
public final class SubscriptionLines {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd MMM yyyy", Locale.ENGLISH);

    private SubscriptionLines() {}

    /** The lines of the given items for their current periods, each at what it costs for that long. */
    public static List<Fields> of(Step step, Doc subscription, List<Fields> items) {
        return items.stream().map(item -> line(step, subscription, item)).toList();
    }

    private static Fields line(Step step, Doc subscription, Fields item) {
        var line = InvoiceLines.ofSubscriptionItem(step, subscription, item, null);
        var charge = Charge.of(subscription, item);
        line.set("amount", charge.amount()).set("subtotal", charge.amount());
        switch (charge.kind()) {
            case WHOLE -> {}
            case PART ->
                line.set("description", remaining(step, item, item.number("current_period_start")))
                        .set("parent.subscription_item_details.proration", true);
            case TRIAL ->
                line.set("description", "Trial period for " + SubscriptionItems.name(step, item.text("price.product")));
        }
        return line;
    }

    static String unused(Step step, Fields item, long moment) {
        return "Unused time on " + what(step, item) + " after " + day(moment);
    }

    public static String remaining(Step step, Fields item, long moment) {
        return "Remaining time on " + what(step, item) + " after " + day(moment);
    }

    private static String what(Step step, Fields item) {
        var name = SubscriptionItems.name(step, item.text("price.product"));
        return item.number("quantity") == 1 ? name : item.number("quantity") + " × " + name;
    }

    private static String day(long moment) {
        return DAY.format(Instant.ofEpochSecond(moment).atOffset(ZoneOffset.UTC));
    }
}
