package org.broadsheet.sandbox.engine.invoices;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Shapes;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** The lines of an invoice: what a subscription's items cost for a period, and what was put on it besides. */
public final class InvoiceLines {
    private InvoiceLines() {}

    static List<Fields> ofSubscription(Step step, Doc subscription, @Nullable String invoice) {
        return subscription.objects("items.data").stream()
                .map(item -> ofSubscriptionItem(step, subscription, item, invoice))
                .toList();
    }

    public static Fields ofSubscriptionItem(Step step, Doc subscription, Fields item, @Nullable String invoice) {
        var amount = item.number("price.unit_amount") * item.number("quantity");
        return new Fields(Shapes.blank("line_item"))
                .set("id", Ids.fresh("il_"))
                .set("amount", amount)
                .set("subtotal", amount)
                .set("currency", item.text("price.currency"))
                .set("description", description(step, item))
                .set("invoice", invoice)
                .set("metadata", subscription.node("metadata"))
                .set("parent", lineParent(subscription, item))
                .set("period.start", item.number("current_period_start"))
                .set("period.end", item.number("current_period_end"))
                .set("pricing", pricing(item))
                .set("quantity", item.number("quantity"))
                .set("quantity_decimal", Long.toString(item.number("quantity")))
                .set("subscription", subscription.id());
    }

    private static String description(Step step, Fields item) {
        var product = step.find(item.text("price.product"));
        var name = product == null ? item.text("price.product") : product.text("name");
        var currency = Currency.getInstance(item.text("price.currency").toUpperCase(Locale.ROOT));
        var amount = BigDecimal.valueOf(item.number("price.unit_amount"), currency.getDefaultFractionDigits());
        return "%d × %s (at %s %s / %s)"
                .formatted(item.number("quantity"), name, amount, currency, item.text("price.recurring.interval"));
    }

    private static Fields lineParent(Doc subscription, Fields item) {
        return Fields.empty()
                .set("invoice_item_details", null)
                .set(
                        "subscription_item_details",
                        Fields.empty()
                                .set("invoice_item", null)
                                .set("proration", false)
                                .set("proration_details", Fields.empty().set("credited_items", null))
                                .set("subscription", subscription.id())
                                .set("subscription_item", item.text("id")))
                .set("type", "subscription_item_details");
    }

    private static Fields pricing(Fields item) {
        return Fields.empty()
                .set(
                        "price_details",
                        Fields.empty().set("price", item.text("price.id")).set("product", item.text("price.product")))
                .set("type", "price_details")
                .set("unit_amount_decimal", item.find("price.unit_amount_decimal"));
    }

    /** What an invoice item says, on the invoice that it has found. */
    static Fields ofItem(Doc item, @Nullable String invoice) {
        return fill(new Fields(Shapes.blank("line_item")).set("id", Ids.fresh("il_")), item, invoice);
    }

    static Fields fill(Fields line, Doc item, @Nullable String invoice) {
        return line.set("amount", item.number("amount"))
                .set("subtotal", item.number("amount"))
                .set("currency", item.text("currency"))
                .set("description", item.find("description"))
                .set("discountable", item.is("discountable"))
                .set("discounts", item.node("discounts"))
                .set("invoice", invoice)
                .set("metadata", item.node("metadata"))
                .set("parent", itemParent(item))
                .set("period", item.node("period"))
                .set("pricing", item.node("pricing"))
                .set("quantity", item.number("quantity"))
                .set("quantity_decimal", item.text("quantity_decimal"))
                .set("subscription", item.find("parent.subscription_details.subscription"));
    }

    /** A proration belongs to its subscription item as well; anything else only to the invoice item. */
    private static Fields itemParent(Doc item) {
        var subscription = item.find("parent.subscription_details.subscription");
        var subscriptionItem = item.find("parent.subscription_details.subscription_item");
        var details = Fields.empty()
                .set("invoice_item", item.id())
                .set("proration", item.is("proration"))
                .set(
                        "proration_details",
                        Fields.empty()
                                .set(
                                        "credited_items",
                                        item.node("proration_details.credited_items.invoice_line_item_details")))
                .set("subscription", subscription);
        if (subscriptionItem != null) details.set("subscription_item", subscriptionItem);
        return Fields.empty()
                .set("invoice_item_details", subscriptionItem == null ? details : null)
                .set("subscription_item_details", subscriptionItem == null ? null : details)
                .set("type", subscriptionItem == null ? "invoice_item_details" : "subscription_item_details");
    }
}
