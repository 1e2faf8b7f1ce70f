package org.broadsheet.sandbox.engine.invoices;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Limits;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.discounts.Discounts;
import org.jspecify.annotations.Nullable;

/** What is still to be billed: each waits for an invoice of its customer, then is a line of it. */
public final class InvoiceItems {

    private InvoiceItems() {}

    /** Which waiting items an invoice takes with it. */
    public enum Sweep {
        /** All of the customer's but those of other subscriptions. */
        ALL,
        /** Those of the invoice's own subscription only. */
        OWN,
        NONE
    }

    /** Asked for by the API, for a draft or for whatever invoice comes next. */
    public static Doc create(Step step, Fields given) {
        var invoice = given.find("invoice");
        var draft = invoice == null ? null : Drafts.changeable(step.get("invoice", invoice, "invoice"));
        var payer = given.find("customer");
        if (payer == null) throw Problem.missingParameter("customer");
        var customer = step.get("customer", payer, "customer");
        if (draft != null && !draft.is("customer", payer))
            throw Problem.invalid("invoice", "The invoice " + invoice + " does not belong to customer " + payer + ".");

        var item = make(step, payer, draft, given);
        if (draft != null) step.tell("invoice.updated", draft);
        return item;
    }

    /** A line that was never pending. */
    static Doc createFor(Step step, Doc draft, Fields given) {
        var priced = new Fields(given.json().deepCopy());
        if (!given.isSet("price_data") && !given.isSet("pricing")) priced.set("currency", draft.text("currency"));
        return make(step, draft.text("customer"), draft, priced);
    }

    /** Bought together with a subscription; its price was looked at when it was put in the basket. */
    public static void sold(Step step, Doc subscription, String price, long quantity) {
        var item = blank(step, subscription.text("customer"));
        attribute(item, subscription.id(), null);
        takeQuantity(item, quantity);
        takePrice(step, item, step.need(price), quantity, Fields.empty());
        step.tell("invoiceitem.created", item);
    }

    /** Bought by itself and paid for already, so that it only has to be written down. */
    public static Doc bought(Step step, Doc invoice, Fields line) {
        var item = blank(step, invoice.text("customer"));
        var amount = line.number("amount_subtotal");
        var price = line.object("price");
        takeQuantity(item, line.number("quantity"));
        item.set("currency", line.text("currency"))
                .set(
                        "pricing",
                        pricing(price, price.maybe("unit_amount_decimal").orElse(Long.toString(amount))))
                .set("amount", amount)
                .set("net_amount", amount)
                .set("description", line.find("description"))
                .set("invoice", invoice.id())
                .hidden()
                .set("made_for", invoice.id());
        step.tell("invoiceitem.created", item);
        return item;
    }

    public static boolean waitFor(Step step, Doc subscription) {
        var theirs = Fields.empty()
                .set("customer", subscription.text("customer"))
                .set("currency", subscription.text("currency"))
                .set("invoice", null);
        return step.like("invoiceitem", theirs).stream().anyMatch(item -> belongs(item, subscription.id(), Sweep.OWN));
    }

    private static Doc make(Step step, String customer, @Nullable Doc draft, Fields given) {
        var item = blank(step, customer);
        takeSubscription(step, item, given.find("subscription"), draft);
        takePrice(step, item, given);
        CustomerBalance.checkCurrency(step, step.need(customer), item.text("currency"));
        describe(item, given);
        discount(step, item, given);
        if (draft != null) {
            Drafts.checkCurrency(draft, item, "invoice");
            item.set("invoice", draft.id()).hidden().set("made_for", draft.id());
            DraftLines.put(step, draft, item);
        }
        step.tell("invoiceitem.created", item);
        return item;
    }

    private static void takeSubscription(Step step, Doc item, @Nullable String subscription, @Nullable Doc draft) {
        if (subscription == null) return;
        var found = step.get("subscription", subscription, "subscription");
        if (!found.is("customer", item.text("customer")))
            throw Problem.invalid("subscription", "The subscription " + subscription + " belongs to another customer.");
        if (found.isSet("ended_at"))
            throw Problem.invalid("subscription", "The subscription " + subscription + " has ended.");
        if (draft != null && !draft.is("parent.subscription_details.subscription", subscription))
            throw Problem.invalid("subscription", "The invoice given is not one of subscription " + subscription + ".");
        attribute(item, subscription, null);
    }

    private static void attribute(Doc item, String subscription, @Nullable String subscriptionItem) {
        var details = Fields.empty().set("subscription", subscription);
        if (subscriptionItem != null) details.set("subscription_item", subscriptionItem);
        item.set("parent", Fields.empty().set("subscription_details", details).set("type", "subscription_details"));
    }

    private static Doc blank(Step step, String customer) {
        var item = step.create("invoiceitem", Ids.fresh("ii_"));
        return item.set("customer", customer)
                .set("date", step.now())
                .set("period.start", step.now())
                .set("period.end", step.now());
    }

    /**
     * What a change in the middle of a period costs or gives back. It is already net of discounts, so it gets none; what
     * is given back names the lines on which it was billed.
     */
    public static Doc proration(
            Step step,
            Doc subscription,
            Fields subscriptionItem,
            long amount,
            String description,
            long from,
            long to,
            @Nullable Fields credited) {
        var price = subscriptionItem.object("price");
        var item = blank(step, subscription.text("customer"));
        attribute(item, subscription.id(), subscriptionItem.text("id"));
        takeQuantity(item, subscriptionItem.number("quantity"));
        item.set("amount", amount)
                .set("net_amount", amount)
                .set("currency", price.text("currency"))
                .set("description", description)
                .set("discountable", false)
                .set("period.start", from)
                .set("period.end", to)
                .set("pricing", pricing(price, price.find("unit_amount_decimal")))
                .set("proration", true)
                .set(
                        "proration_details",
                        Fields.empty().set("credited_items", credited).set("discount_amounts", List.of()));
        step.tell("invoiceitem.created", item);
        return item;
    }

    private static void takeQuantity(Doc item, long quantity) {
        item.set("quantity", quantity).set("quantity_decimal", Long.toString(quantity));
    }

    private static Fields pricing(@Nullable Fields price, @Nullable String unit) {
        var pricing = Fields.empty().set("type", "price_details").set("unit_amount_decimal", unit);
        if (price != null)
            pricing.set(
                    "price_details",
                    Fields.empty().set("price", price.text("id")).set("product", price.text("product")));
        return pricing;
    }

    /** An amount as it is, or a price or unit amount times a quantity. */
    private static void takePrice(Step step, Doc item, Fields given) {
        var ways = Stream.of("amount", "pricing", "price_data", "unit_amount_decimal")
                .filter(given::isSet)
                .toList();
        if (ways.isEmpty()) throw Problem.missingParameter("amount");
        if (ways.size() > 1 || ways.getFirst().equals("amount") && given.isSet("quantity"))
            throw Problem.invalid(
                    ways.getLast(),
                    "You may only specify one of these parameters: amount (without quantity), price_data, pricing, unit_amount_decimal.");

        var quantity = given.number("quantity", item.number("quantity"));
        if (quantity < 0 || quantity > Limits.LARGEST_AMOUNT)
            throw Problem.invalid("quantity", "parameter_invalid_integer", "Invalid non-negative integer");
        switch (ways.getFirst()) {
            case "amount" -> {
                takeCurrency(item, given);
                takeQuantity(item, 1);
                setAmount(item, BigDecimal.valueOf(given.number("amount")), "amount");
                item.set("pricing", pricing(null, Long.toString(given.number("amount"))));
            }
            case "unit_amount_decimal" -> {
                takeCurrency(item, given);
                takeQuantity(item, quantity);
                var unit = Decimals.read(given.text("unit_amount_decimal"), "unit_amount_decimal");
                setAmount(item, unit.multiply(BigDecimal.valueOf(quantity)), "unit_amount_decimal");
                item.set("pricing", pricing(null, unit.toPlainString()));
            }
            default -> {
                var price = priceOf(step, given, ways.getFirst());
                takeQuantity(item, quantity);
                takePrice(step, item, price, quantity, given);
            }
        }
    }

    private static void takeCurrency(Doc item, Fields given) {
        var known = item.text("currency");
        if (known.isEmpty() && !given.isSet("currency")) throw Problem.missingParameter("currency");
        if (given.isSet("currency")) item.set("currency", Catalog.currency(given.text("currency")));
    }

    private static void takePrice(Step step, Doc item, Doc price, long quantity, Fields given) {
        var currency = given.find("currency");
        if (currency != null && !price.is("currency", Catalog.currency(currency)))
            throw Problem.invalid("currency", "The price specified only supports `" + price.find("currency") + "`.");
        item.set("currency", price.text("currency")).set("pricing", pricing(price, price.find("unit_amount_decimal")));
        setAmount(
                item,
                BigDecimal.valueOf(price.number("unit_amount")).multiply(BigDecimal.valueOf(quantity)),
                "quantity");
        if (!item.isSet("description")) item.set("description", Catalog.name(step, price));
    }

    private static Doc priceOf(Step step, Fields given, String way) {
        if (way.equals("price_data")) return Catalog.inlinePrice(step, given.object("price_data"), "price_data");
        var id = given.find("pricing.price");
        if (id == null) throw Problem.missingParameter("pricing[price]");
        var price = step.get("price", id, "pricing[price]");
        if (!price.is("active"))
            throw Problem.invalid(
                    "pricing[price]", "The price specified is inactive. This field only accepts active prices.");
        if (!price.is("type", "one_time"))
            throw Problem.invalid(
                    "pricing[price]",
                    "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.");
        if (!price.isSet("unit_amount"))
            throw Problem.invalid("pricing[price]", "The price specified has no unit amount.");
        return price;
    }

    /** Half a cent is rounded away from zero. */
    private static void setAmount(Doc item, BigDecimal exact, String param) {
        var amount = exact.setScale(0, RoundingMode.HALF_UP);
        if (amount.abs().compareTo(BigDecimal.valueOf(Limits.LARGEST_AMOUNT)) > 0) throw Limits.tooLarge(param);
        item.set("amount", amount.longValueExact()).set("net_amount", amount.longValueExact());
    }

    private static void describe(Doc item, Fields given) {
        item.take(given, "description", "discountable").mergeMetadata(given);
        takePeriod(item, given);
    }

    private static void discount(Step step, Doc item, Fields given) {
        if (given.has("discounts"))
            item.set(
                    "discounts",
                    Discounts.forInvoice(
                            step, item, given, "invoice_item", item.text("currency"), item.number("amount")));
    }

    static void takePeriod(Fields item, Fields given) {
        var period = given.findObject("period");
        if (period == null) return;
        if (period.number("end") < period.number("start"))
            throw Problem.invalid("period[end]", "The period's end must not be before its start.");
        item.set("period", period);
    }

    /** What is on a finalised invoice is written for good. */
    public static Doc update(Step step, Doc item, Fields given) {
        var draft = draftOf(step, item);
        rewrite(step, item, given);
        if (draft != null) {
            DraftLines.put(step, draft, item);
            step.tell("invoice.updated", draft);
        }
        return item;
    }

    static void rewrite(Step step, Doc item, Fields given) {
        if (Stream.of("amount", "pricing", "price_data", "unit_amount_decimal").anyMatch(given::isSet)) {
            var currency = item.text("currency");
            takePrice(step, item, given);
            if (!item.is("currency", currency))
                throw Problem.invalid("price_data[currency]", "The currency of an invoice item cannot be changed.");
        } else if (given.isSet("quantity")) {
            requantify(item, given.number("quantity"));
        }
        describe(item, given);
        discount(step, item, given);
    }

    private static void requantify(Doc item, long quantity) {
        if (item.is("proration"))
            throw Problem.invalid("quantity", "The quantity of a proration follows its subscription item.");
        if (quantity < 0 || quantity > Limits.LARGEST_AMOUNT)
            throw Problem.invalid("quantity", "parameter_invalid_integer", "Invalid non-negative integer");
        var unit = new BigDecimal(item.text("pricing.unit_amount_decimal"));
        takeQuantity(item, quantity);
        setAmount(item, unit.multiply(BigDecimal.valueOf(quantity)), "quantity");
    }

    /** Gone as if it had never been asked for; only what is on no finalised invoice can go. */
    public static void delete(Step step, Doc item) {
        var draft = draftOf(step, item);
        if (draft != null) {
            DraftLines.drop(step, draft, item.id());
            step.tell("invoice.updated", draft);
        }
        forget(step, item);
    }

    static void forget(Step step, Doc item) {
        step.tell("invoiceitem.deleted", item);
        var id = item.id();
        item.json().removeAll();
        item.set("id", id).set("object", "invoiceitem").set("deleted", true);
    }

    private static @Nullable Doc draftOf(Step step, Doc item) {
        var invoice = step.find(item.find("invoice"));
        if (invoice != null && !invoice.is("status", "draft"))
            throw Problem.invalid(
                    "invoiceitem",
                    "This invoice item is attached to invoice " + invoice.id()
                            + ", which is no longer editable since it has been finalized.");
        return invoice;
    }

    /** Takes what waits for the invoice along, oldest first; answers what was taken. */
    static List<Doc> sweep(Step step, Doc invoice, Sweep sweep) {
        if (sweep == Sweep.NONE) return List.of();
        var subscription = invoice.find("parent.subscription_details.subscription");
        var waiting = step
                .like(
                        "invoiceitem",
                        Fields.empty()
                                .set("customer", invoice.text("customer"))
                                .set("currency", invoice.text("currency"))
                                .set("invoice", null))
                .stream()
                .filter(item -> belongs(item, subscription, sweep))
                .toList();
        waiting.forEach(item -> item.set("invoice", invoice.id()));
        return waiting;
    }

    private static boolean belongs(Doc item, @Nullable String subscription, Sweep sweep) {
        var own = item.find("parent.subscription_details.subscription");
        if (own == null) return sweep == Sweep.ALL;
        return own.equals(subscription);
    }

    /** When its draft goes, what had waited waits again, and what was written for that draft alone goes with it. */
    static void release(Step step, Doc invoice) {
        for (var item : step.like("invoiceitem", Fields.empty().set("invoice", invoice.id()))) {
            if (item.hidden().is("made_for", invoice.id())) forget(step, item);
            else item.set("invoice", null);
        }
    }
}
