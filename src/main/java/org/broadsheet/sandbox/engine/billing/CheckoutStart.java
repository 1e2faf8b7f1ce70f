package org.broadsheet.sandbox.engine.billing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;
import org.broadsheet.sandbox.engine.invoices.Invoices;
import org.broadsheet.sandbox.engine.periods.SubscriptionItems;
import org.jspecify.annotations.Nullable;

/** The subscription that is bought at a checkout, with what is bought once beside it. */
public final class CheckoutStart {
    private CheckoutStart() {}

    /** What was bought, with the invoice that it makes due today; none when the time until the anchor is free. */
    public record Bought(Doc subscription, @Nullable Doc invoice) {}

    /** Nothing is told yet but of discounts and of what is bought once. */
    public static Bought begin(Step step, Fields wishes, List<Fields> lines, Consumer<Doc> discount) {
        var drafted = SubscriptionStart.draft(step, wishes, subscription -> {
            var items = items(step, subscription, lines);
            discount.accept(subscription);
            for (var line : lines)
                if (!repeats(line))
                    InvoiceItems.sold(step, subscription, line.text("price.id"), line.number("quantity"));
            return items;
        });
        var subscription = drafted.subscription();
        if (subscription.is("status", "incomplete")) subscription.set("status", "active");
        return new Bought(subscription, drafted.invoice());
    }

    private static List<Fields> items(Step step, Doc subscription, List<Fields> lines) {
        var items = new ArrayList<Fields>();
        for (var line : lines)
            if (repeats(line))
                items.add(SubscriptionItems.fresh(step, subscription, line.object("price"), line.number("quantity")));
        SubscriptionItems.check(subscription, items);
        return items;
    }

    private static boolean repeats(Fields line) {
        return line.is("price.type", "recurring");
    }

    /** What it would be if it was bought now. */
    public static Bought imagine(Step step, Fields wishes, List<Fields> lines) {
        var imagined = step.rehearsal(step.now());
        if (!wishes.isSet("customer"))
            wishes.set(
                    "customer", imagined.create("customer", Ids.fresh("cus_")).id());
        return begin(imagined, wishes, lines, subscription -> {});
    }

    /** What each recurring price costs today, before discounts: nothing in a trial, a part until the anchor. */
    public static Map<String, Long> today(Bought bought) {
        var amounts = new HashMap<String, Long>();
        if (bought.invoice() == null) return amounts;
        for (var line : bought.invoice().objects("lines.data"))
            if (line.is("parent.type", "subscription_item_details"))
                amounts.merge(line.text("pricing.price_details.price"), line.number("amount"), Long::sum);
        return amounts;
    }

    /** The invoice has been paid at the checkout already, if there was something to pay. */
    public static void tell(Step step, Bought bought, @Nullable Doc intent) {
        step.tell("customer.subscription.created", bought.subscription());
        var invoice = bought.invoice();
        if (invoice != null) {
            step.tell("invoice.created", invoice);
            Invoices.finalizePaid(step, invoice);
            if (intent == null) {
                Invoices.settle(step, invoice, 0);
            } else {
                Invoices.paymentFor(step, invoice, intent);
                invoice.set("attempted", true).set("attempt_count", 1);
                if (intent.is("status", "succeeded")) Invoices.paid(step, invoice, intent);
            }
        }
        SubscriptionStart.takeCurrency(step, bought.subscription());
    }
}
