package org.broadsheet.sandbox.engine.periods;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Limits;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Shapes;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/** What a subscription consists of: prices, each with a quantity and periods of its own. */
public final class SubscriptionItems {
    private static final int MOST = 20;

    private SubscriptionItems() {}

    /** The items as somebody wishes them, and which of them are new or cost something else than before. */
    public record Wanted(List<Fields> items, Set<String> added, Set<String> changed, List<Fields> removed) {
        public boolean touches(String item) {
            return added.contains(item) || changed.contains(item);
        }

        public boolean isEmpty() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
        }
    }

    public static Fields fresh(Step step, Doc subscription, Fields price, long quantity) {
        return new Fields(Shapes.blank("subscription_item"))
                .set("id", Ids.fresh("si_"))
                .set("created", step.now())
                .set("plan", plan(price))
                .set("price", price)
                .set("quantity", quantity)
                .set("subscription", subscription.id());
    }

    /** The price once more in the words of older versions; Stripe still sends it. */
    private static Fields plan(Fields price) {
        return new Fields(Shapes.blank("plan"))
                .set("id", price.text("id"))
                .set("active", price.is("active"))
                .set("amount", price.findNumber("unit_amount"))
                .set("amount_decimal", price.find("unit_amount_decimal"))
                .set("created", price.number("created"))
                .set("currency", price.text("currency"))
                .set("interval", price.text("recurring.interval"))
                .set("interval_count", price.number("recurring.interval_count"))
                .set("metadata", price.node("metadata"))
                .set("nickname", price.find("nickname"))
                .set("product", price.text("product"));
    }

    public static Wanted wanted(Step step, Doc subscription, List<Fields> wishes) {
        var items = new ArrayList<>(subscription.objects("items.data").stream()
                .map(item -> new Fields(item.json().deepCopy()))
                .toList());
        var added = new HashSet<String>();
        var changed = new HashSet<String>();
        var removed = new ArrayList<Fields>();
        for (int place = 0; place < wishes.size(); place++) {
            var wish = wishes.get(place);
            var param = "items[" + place + "]";
            if (!wish.isSet("id")) {
                var item = add(step, subscription, wish, param);
                items.add(item);
                added.add(item.text("id"));
                continue;
            }
            var item = named(items, wish.text("id"), param);
            if (wish.is("deleted")) {
                items.remove(item);
                removed.add(item);
            } else if (change(step, subscription, item, wish, param)) {
                changed.add(item.text("id"));
            }
        }
        check(subscription, items);
        return new Wanted(items, added, changed, removed);
    }

    private static Fields named(List<Fields> items, String id, String param) {
        return items.stream()
                .filter(item -> item.is("id", id))
                .findFirst()
                .orElseThrow(() -> Problem.unknownObject("subscription_item", id, param + "[id]"));
    }

    private static Fields add(Step step, Doc subscription, Fields wish, String param) {
        if (wish.is("deleted"))
            throw Problem.invalid(param + "[id]", "Only an item that is there can be deleted: pass its id.");
        var price = price(step, subscription, wish, param);
        if (price == null) throw Problem.missingParameter(param + "[price]");
        var item = fresh(step, subscription, price, Catalog.checkQuantity(wish.number("quantity", 1)));
        item.mergeMetadata(wish);
        return item;
    }

    private static boolean change(Step step, Doc subscription, Fields item, Fields wish, String param) {
        var before = new Fields(item.json().deepCopy());
        var price = price(step, subscription, wish, param);
        if (price != null) item.set("price", price).set("plan", plan(price));
        if (wish.isSet("quantity")) item.set("quantity", Catalog.checkQuantity(wish.number("quantity")));
        item.mergeMetadata(wish);
        return !item.is("price.id", before.text("price.id")) || item.number("quantity") != before.number("quantity");
    }

    private static @Nullable Doc price(Step step, Doc subscription, Fields wish, String param) {
        var inline = wish.findObject("price_data");
        var known = wish.find("price");
        if (inline == null && known == null) return null;
        if (inline != null && known != null)
            throw Problem.invalid(
                    param + "[price_data]", "You may only specify one of these parameters: price, price_data.");

        var price = inline != null
                ? Catalog.inlinePrice(step, inline, param + "[price_data]")
                : step.get("price", String.valueOf(known), param + "[price]");
        if (inline == null && !Catalog.isSold(price, wish))
            throw Problem.invalid(
                    param + "[price]", "The price specified is inactive. This field only accepts active prices.");
        if (!price.is("type", "recurring"))
            throw Problem.invalid(
                    param + "[price]",
                    "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.");
        if (!price.isSet("unit_amount"))
            throw Problem.invalid(param + "[price]", "A subscription needs a price with an amount.");
        if (!subscription.is("currency", "") && !price.is("currency", subscription.text("currency")))
            throw Problem.invalid(
                    param + "[price]", "The price specified only supports `" + price.find("currency") + "`.");
        return price;
    }

    public static void check(Doc subscription, List<Fields> items) {
        if (items.isEmpty())
            throw Problem.invalid("items", "A subscription must have at least one active item: cancel it instead.");
        if (items.size() > MOST) throw Problem.invalid("items", "A subscription can have at most " + MOST + " items.");
        var prices = new HashSet<String>();
        for (var item : items) {
            if (!prices.add(item.text("price.id")))
                throw Problem.invalid(
                        "items",
                        "Cannot add multiple subscription items with the same price: " + item.text("price.id") + ".");
            if (Charge.full(item) > Limits.LARGEST_AMOUNT) throw Limits.tooLarge("items");
        }
        if (items.stream().map(item -> item.text("price.currency")).distinct().count() > 1)
            throw Problem.invalid("items", "All prices on a subscription must have the same currency.");
        if (subscription.is("billing_mode.type", "classic") && intervals(items) > 1)
            throw Problem.invalid(
                    "items",
                    "Prices on a subscription with billing_mode `classic` must have the same recurring interval.");
    }

    private static long intervals(List<Fields> items) {
        return items.stream().map(SubscriptionItems::interval).distinct().count();
    }

    public static String interval(Fields item) {
        return item.number("price.recurring.interval_count") + " " + item.text("price.recurring.interval");
    }

    static String name(Step step, String product) {
        var found = step.find(product);
        return found == null ? product : found.maybe("name").orElse(product);
    }
}
