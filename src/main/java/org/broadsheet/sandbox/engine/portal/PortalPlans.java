package org.broadsheet.sandbox.engine.portal;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Previews;
import org.broadsheet.sandbox.engine.billing.Subscriptions;

/** Which other plans a portal offers for a subscription, and the change to one of them. */
public final class PortalPlans {
    private PortalPlans() {}

    /** The prices on offer in the subscription's currency, cheapest first. */
    public static List<Doc> offered(Step step, Doc configuration, Doc subscription) {
        var prices = new ArrayList<Doc>();
        for (var product : configuration.hidden().objects("products"))
            for (var id : product.texts("prices")) {
                var price = step.find(id);
                if (price != null && price.is("active") && price.is("currency", subscription.text("currency")))
                    prices.add(price);
            }
        prices.sort((one, other) -> Long.compare(one.number("unit_amount"), other.number("unit_amount")));
        return prices;
    }

    static void check(Doc configuration, Fields item, String price, long quantity, String at) {
        var allowed = configuration.texts("features.subscription_update.default_allowed_updates");
        var changesPrice = !price.equals(item.text("price.id"));
        if (changesPrice && !allowed.contains("price"))
            throw Problem.invalid(at + "[price]", "The portal configuration does not let customers change the price.");
        var products = configuration.hidden().objects("products");
        var holder = products.stream()
                .filter(product -> product.texts("prices").contains(price))
                .findFirst();
        if (changesPrice && holder.isEmpty())
            throw Problem.invalid(
                    at + "[price]", "The price " + price + " is not offered by the portal configuration.");
        if (quantity == item.number("quantity", 1)) return;
        if (!allowed.contains("quantity"))
            throw Problem.invalid(
                    at + "[quantity]", "The portal configuration does not let customers change the quantity.");
        var range = holder.flatMap(product -> java.util.Optional.ofNullable(product.findObject("adjustable_quantity")));
        if (range.isPresent() && !range.get().is("enabled"))
            throw Problem.invalid(
                    at + "[quantity]", "The portal configuration does not let customers change the quantity of this.");
        var most = range.map(each -> each.number("maximum", 999_999)).orElse(999_999L);
        var least = range.map(each -> each.number("minimum", 1)).orElse(1L);
        if (quantity < least || quantity > most)
            throw Problem.invalid(at + "[quantity]", "The quantity goes from " + least + " to " + most + ".");
    }

    /** @throws Problem when the portal does not offer this change */
    public static void checkChange(Doc configuration, Doc subscription, String price, long quantity) {
        PortalSubscriptions.requireFeature(configuration, "subscription_update");
        PortalSubscriptions.requireSimple(subscription);
        var item = PortalSubscriptions.item(subscription);
        if (item.is("price.id", price) && item.number("quantity", 1) == quantity)
            throw Problem.invalid(null, "Nothing would change.");
        check(configuration, item, price, quantity, "items[0]");
    }

    public static void change(Step step, Doc configuration, Doc subscription, String price, long quantity) {
        checkChange(configuration, subscription, price, quantity);
        var item = PortalSubscriptions.item(subscription);
        Subscriptions.update(step, subscription, changes(configuration, item, price, quantity));
    }

    /** To the cent what the change will cost now, and what the next period costs. */
    public static Previews.Outlook outlook(
            Step step, Doc configuration, Doc subscription, String price, long quantity) {
        var item = PortalSubscriptions.item(subscription);
        return Previews.ofChange(step, subscription, changes(configuration, item, price, quantity));
    }

    /** The change as the API would be asked for it. */
    private static Fields changes(Doc configuration, Fields item, String price, long quantity) {
        var update = configuration.object("features.subscription_update");
        var changes = Fields.empty()
                .set(
                        "items",
                        List.of(Fields.empty()
                                .set("id", item.text("id"))
                                .set("price", price)
                                .set("quantity", quantity)))
                // What the bank does not let through has not happened: whoever pays is told so on the page.
                .set("payment_behavior", "error_if_incomplete")
                .set("proration_behavior", update.text("proration_behavior"));
        if (update.isSet("billing_cycle_anchor"))
            changes.set("billing_cycle_anchor", update.text("billing_cycle_anchor"));
        return changes;
    }
}
