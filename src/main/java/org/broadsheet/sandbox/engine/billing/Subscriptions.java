package org.broadsheet.sandbox.engine.billing;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Shapes;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.catalog.Catalog;

/** A subscription's life apart from money: begun, changed, paused, told to stop. */
public final class Subscriptions {
    private Subscriptions() {}

    public static Doc start(Step step, Doc session, String customer, String method) {
        var subscription = step.create("subscription", Ids.fresh("sub_"));
        subscription
                .set("billing_cycle_anchor", step.now())
                .set("currency", session.text("currency"))
                .set("customer", customer)
                .set("default_payment_method", method)
                .set("start_date", step.now())
                .set("items.url", "/v1/subscription_items?subscription=" + subscription.id());
        var wishes = session.hidden().findObject("subscription_data");
        if (wishes != null) subscription.take(wishes, "description").mergeMetadata(wishes);

        var items = new ArrayList<Fields>();
        for (var line : session.hidden().objects("lines"))
            items.add(item(step, subscription, line.object("price"), line.number("quantity")));
        subscription.set("items.data", items);
        return subscription;
    }

    private static Fields item(Step step, Doc subscription, Fields price, long quantity) {
        var cycle = BillingCycle.of(subscription.number("billing_cycle_anchor"), price.object("recurring"));
        return new Fields(Shapes.blank("subscription_item"))
                .set("id", Ids.fresh("si_"))
                .set("created", step.now())
                .set("current_period_start", step.now())
                .set("current_period_end", cycle.next(step.now()))
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

    /** When something that begins now is paid for the second time. */
    public static long nextDate(long now, Fields recurring) {
        return BillingCycle.of(now, recurring).next(now);
    }

    public static boolean lives(Doc subscription) {
        return !subscription.is("status", "canceled") && !subscription.is("status", "incomplete_expired");
    }

    public static long periodEnd(Doc subscription) {
        return subscription.objects("items.data").stream()
                .mapToLong(item -> item.number("current_period_end"))
                .max()
                .orElseThrow();
    }

    public static Doc update(Step step, Doc subscription, Fields given) {
        if (!lives(subscription)) {
            var allowed = given.json().propertyNames().stream()
                    .allMatch(List.of("metadata", "cancellation_details", "expand")::contains);
            if (!allowed)
                throw Problem.invalid(
                        null, "A canceled subscription can only update its cancellation_details and metadata.");
        }
        subscription.mergeMetadata(given).take(given, "description");
        if (given.has("default_payment_method")) takeCard(step, subscription, given);
        if (given.has("items")) changeItems(step, subscription, given);
        if (given.has("pause_collection")) pause(subscription, given);
        takeEnd(step, subscription, given);
        for (var said : new String[] {"comment", "feedback"})
            if (given.has("cancellation_details." + said))
                subscription.set("cancellation_details." + said, given.find("cancellation_details." + said));
        step.tell("customer.subscription.updated", subscription);
        return subscription;
    }

    private static void takeCard(Step step, Doc subscription, Fields given) {
        var method = given.find("default_payment_method");
        if (method != null) PaymentMethods.requireAttached(step, method, subscription.text("customer"));
        subscription.set("default_payment_method", method);
    }

    /** The status stays active: pausing concerns the money of coming invoices only. */
    private static void pause(Doc subscription, Fields given) {
        var pause = given.findObject("pause_collection");
        if (pause == null) {
            subscription.set("pause_collection", null);
            return;
        }
        if (!pause.isSet("behavior")) throw Problem.missingParameter("pause_collection[behavior]");
        subscription.set(
                "pause_collection",
                Fields.empty()
                        .set("behavior", pause.text("behavior"))
                        .set("resumes_at", pause.findNumber("resumes_at")));
    }

    private static void takeEnd(Step step, Doc subscription, Fields given) {
        if (given.has("cancel_at_period_end") && given.has("cancel_at"))
            throw Problem.invalid(
                    "cancel_at", "You cannot pass both `cancel_at` and `cancel_at_period_end` at the same time.");
        if (given.has("cancel_at_period_end")) {
            if (given.is("cancel_at_period_end")) stopAt(step, subscription, periodEnd(subscription), true);
            else goOn(subscription);
        }
        if (given.has("cancel_at")) {
            if (given.isSet("cancel_at")) stopAt(step, subscription, moment(step, subscription, given), false);
            else goOn(subscription);
        }
    }

    private static long moment(Step step, Doc subscription, Fields given) {
        var wish = given.text("cancel_at");
        if (wish.equals("max_period_end") || wish.equals("min_period_end")) return periodEnd(subscription);
        if (!wish.matches("\\d{1,12}")) throw Problem.invalid("cancel_at", "Invalid timestamp: " + wish);
        if (Long.parseLong(wish) <= step.now())
            throw Problem.invalid("cancel_at", "The `cancel_at` timestamp must be in the future.");

        return Long.parseLong(wish);
    }

    private static void stopAt(Step step, Doc subscription, long end, boolean atPeriodEnd) {
        subscription
                .set("cancel_at", end)
                .set("cancel_at_period_end", atPeriodEnd)
                .set("canceled_at", step.now())
                .set("cancellation_details.reason", "cancellation_requested");
    }

    private static void goOn(Doc subscription) {
        subscription
                .set("cancel_at", null)
                .set("cancel_at_period_end", false)
                .set("canceled_at", null)
                .set("cancellation_details.reason", null);
    }

    private static void changeItems(Step step, Doc subscription, Fields given) {
        if (!given.is("proration_behavior", "none"))
            throw Problem.invalid(
                    "proration_behavior", "This sandbox changes items with proration_behavior `none` only, so far.");
        var items = subscription.objects("items.data");
        var place = 0;
        for (var wish : given.objects("items")) {
            var param = "items[" + place++ + "]";
            var id = wish.find("id");
            if (id == null)
                throw Problem.invalid(param + "[id]", "This sandbox changes items but does not add any, so far.");
            var item = items.stream()
                    .filter(each -> each.is("id", id))
                    .findFirst()
                    .orElseThrow(() -> Problem.unknownObject("subscription_item", id, param + "[id]"));
            changeItem(step, subscription, item, wish, param);
        }
    }

    private static void changeItem(Step step, Doc subscription, Fields item, Fields wish, String param) {
        var inline = wish.findObject("price_data");
        var known = wish.find("price");
        if (inline != null || known != null) {
            var price = inline != null
                    ? Catalog.inlinePrice(step, inline, param + "[price_data]")
                    : step.get("price", String.valueOf(known), param + "[price]");
            checkPrice(subscription, item, price, param);
            item.set("price", price).set("plan", plan(price));
        }
        if (wish.isSet("quantity")) item.set("quantity", Catalog.checkQuantity(wish.number("quantity")));
        item.mergeMetadata(wish);
    }

    private static void checkPrice(Doc subscription, Fields item, Doc price, String param) {
        if (!price.is("type", "recurring") || !price.isSet("unit_amount"))
            throw Problem.invalid(
                    param + "[price]",
                    "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.");
        if (!price.is("currency", subscription.text("currency")))
            throw Problem.invalid(
                    param + "[price]", "The price specified only supports `" + price.find("currency") + "`.");
        if (!price.object("recurring").text("interval").equals(item.text("price.recurring.interval"))
                || price.number("recurring.interval_count") != item.number("price.recurring.interval_count"))
            throw Problem.invalid(param + "[price]", "This sandbox does not change a subscription's interval yet.");
    }
}
