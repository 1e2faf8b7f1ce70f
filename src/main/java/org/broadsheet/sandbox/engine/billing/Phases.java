package org.broadsheet.sandbox.engine.billing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.periods.BillingCycle;
import org.broadsheet.sandbox.engine.periods.PeriodEnds;
import org.jspecify.annotations.Nullable;

/** The stretches of a schedule: what a subscription consists of from one date to the next. */
final class Phases {
    private static final int MOST = 10;

    private Phases() {}

    /** The phases as wished, each beginning where the one before has ended. */
    static List<Fields> of(Step step, Doc schedule, List<Fields> wishes, long begin) {
        if (wishes.isEmpty()) throw Problem.missingParameter("phases");
        if (wishes.size() > MOST)
            throw Problem.invalid("phases", "A schedule can have at most " + MOST + " current and future phases.");
        var phases = new ArrayList<Fields>();
        var start = begin;
        for (var wish : wishes) {
            var param = "phases[" + phases.size() + "]";
            var phase = phase(step, schedule, wish, start, param);
            phases.add(phase);
            start = phase.number("end_date");
        }
        return phases;
    }

    private static Fields phase(Step step, Doc schedule, Fields wish, long start, String param) {
        checkStart(step, wish, start, param);
        var items = items(step, wish, param);
        var end = end(step, wish, items, start, param);
        var trialEnd = trialEnd(step, wish, start, end, param);
        var method = wish.find("default_payment_method");
        if (method != null) PaymentMethods.requireAttached(step, method, schedule.text("customer"));
        var phase = blank(items.getFirst().text("currency"), start, end)
                .set("items", items.stream().map(Phases::shown).toList())
                .set("trial_end", trialEnd)
                .set("default_payment_method", method)
                .take(wish, "description", "billing_cycle_anchor");
        if (wish.isSet("currency") && !wish.is("currency", phase.text("currency")))
            throw Problem.invalid(param + "[currency]", "The prices given are in `" + phase.text("currency") + "`.");
        if (wish.isSet("proration_behavior")) phase.set("proration_behavior", wish.text("proration_behavior"));
        return phase.mergeMetadata(wish);
    }

    private static void checkStart(Step step, Fields wish, long start, String param) {
        var given = wish.find("start_date");
        if (given == null) return;
        var date = given.equals("now") ? step.now() : timestamp(given, param + "[start_date]");
        if (date != start)
            throw Problem.invalid(
                    param + "[start_date]",
                    "The start date of a phase must be the end date of the one before it, and that of the first phase cannot change once it has begun.");
    }

    static long timestamp(String given, String param) {
        if (!given.matches("\\d{1,12}")) throw Problem.invalid(param, "Invalid timestamp: " + given);
        return Long.parseLong(given);
    }

    private static List<Fields> items(Step step, Fields wish, String param) {
        var items = new ArrayList<Fields>();
        var prices = new HashSet<String>();
        for (var each : wish.objects("items")) {
            var at = param + "[items][" + items.size() + "]";
            var price = price(step, each, at);
            if (!prices.add(price.id()))
                throw Problem.invalid(at, "Cannot add multiple subscription items with the same price: " + price.id());
            items.add(Fields.empty()
                    .set("price", price.id())
                    .set("currency", price.text("currency"))
                    .set("recurring", price.node("recurring"))
                    .set("quantity", Catalog.checkQuantity(each.number("quantity", 1)))
                    .set("metadata", Fields.empty())
                    .mergeMetadata(each));
        }
        if (items.isEmpty()) throw Problem.missingParameter(param + "[items]");
        if (items.size() > 20) throw Problem.invalid(param + "[items]", "A phase can have at most 20 items.");
        if (items.stream().map(item -> item.text("currency")).distinct().count() > 1)
            throw Problem.invalid(param + "[items]", "All prices of a phase must have the same currency.");
        return items;
    }

    private static Doc price(Step step, Fields wish, String param) {
        var known = wish.find("price");
        var inline = wish.findObject("price_data");
        if (known == null && inline == null) throw Problem.missingParameter(param + "[price]");
        var price = known == null && inline != null
                ? Catalog.inlinePrice(step, inline, param + "[price_data]")
                : step.get("price", String.valueOf(known), param + "[price]");
        if (!price.is("type", "recurring") || !price.isSet("unit_amount"))
            throw Problem.invalid(
                    param + "[price]",
                    "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.");
        return price;
    }

    private static long end(Step step, Fields wish, List<Fields> items, long start, String param) {
        var given = wish.find("end_date");
        var duration = wish.findObject("duration");
        if (given != null && duration != null)
            throw Problem.invalid(
                    param + "[duration]", "You may only specify one of these parameters: end_date, duration.");
        if (given != null) {
            var end = given.equals("now") ? step.now() : timestamp(given, param + "[end_date]");
            if (end <= start)
                throw Problem.invalid(param + "[end_date]", "The end date of a phase must be after its start date.");
            return end;
        }
        var length = duration == null ? items.getFirst().object("recurring") : duration;
        if (length.number("interval_count", 1) < 1 || length.number("interval_count", 1) > 1_095)
            throw Problem.invalid(param + "[duration][interval_count]", "This value must be between 1 and 1095.");
        return BillingCycle.of(start, length).next(start);
    }

    private static @Nullable Long trialEnd(Step step, Fields wish, long start, long end, String param) {
        if (wish.is("trial")) return end;
        var given = wish.find("trial_end");
        if (given == null) return null;
        var trialEnd = given.equals("now") ? step.now() : timestamp(given, param + "[trial_end]");
        if (trialEnd < start || trialEnd > end)
            throw Problem.invalid(param + "[trial_end]", "A trial must end within its phase.");
        return trialEnd;
    }

    private static Fields blank(String currency, long start, long end) {
        var phase = Fields.empty()
                .set("add_invoice_items", List.of())
                .set("currency", currency)
                .set("default_tax_rates", List.of())
                .set("discounts", List.of())
                .set("end_date", end)
                .set("metadata", Fields.empty())
                .set("proration_behavior", "create_prorations")
                .set("start_date", start);
        for (var empty : new String[] {
            "application_fee_percent",
            "billing_cycle_anchor",
            "billing_thresholds",
            "collection_method",
            "default_payment_method",
            "description",
            "invoice_settings",
            "on_behalf_of",
            "transfer_data",
            "trial_end"
        }) phase.set(empty, null);
        return phase;
    }

    private static Fields shown(Fields item) {
        return Fields.empty()
                .set("billing_thresholds", null)
                .set("discounts", List.of())
                .set("metadata", item.node("metadata"))
                .set("plan", item.text("price"))
                .set("price", item.text("price"))
                .set("quantity", item.number("quantity"))
                .set("tax_rates", List.of());
    }

    /** The one phase that a running subscription is in: its items until the end of its period. */
    static Fields ofRunning(Doc subscription) {
        var items = subscription.objects("items.data").stream()
                .map(item -> shown(Fields.empty()
                        .set("price", item.text("price.id"))
                        .set("quantity", item.number("quantity"))
                        .set("metadata", item.node("metadata"))))
                .toList();
        var start = subscription.objects("items.data").getFirst().number("current_period_start");
        return blank(subscription.text("currency"), start, PeriodEnds.last(subscription))
                .set("items", items)
                .set("trial_end", subscription.is("status", "trialing") ? subscription.findNumber("trial_end") : null)
                .set("default_payment_method", subscription.find("default_payment_method"))
                .set("metadata", subscription.node("metadata"));
    }

    /** What has to be asked of a new subscription so that it consists of the phase's items. */
    static List<Fields> wishes(Fields phase) {
        return phase.objects("items").stream().map(Phases::wish).toList();
    }

    private static Fields wish(Fields item) {
        return Catalog.promised(Fields.empty()
                .set("price", item.text("price"))
                .set("quantity", item.number("quantity"))
                .set("metadata", item.node("metadata")));
    }

    /** What has to be asked of a running subscription so that it consists of the phase's items. */
    static List<Fields> changesTo(Fields phase, Doc subscription) {
        var changes = new ArrayList<Fields>();
        var left = new HashSet<String>();
        for (var item : phase.objects("items")) {
            var wish = wish(item);
            for (var known : subscription.objects("items.data"))
                if (known.is("price.id", item.text("price"))) {
                    wish.remove("price").set("id", known.text("id"));
                    left.add(known.text("id"));
                }
            changes.add(wish);
        }
        for (var known : subscription.objects("items.data"))
            if (!left.contains(known.text("id")))
                changes.add(Fields.empty().set("id", known.text("id")).set("deleted", true));
        return changes;
    }
}
