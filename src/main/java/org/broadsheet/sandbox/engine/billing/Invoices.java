package org.broadsheet.sandbox.engine.billing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Shapes;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** Invoices as documents: drafted, numbered, paid, voided. When that happens is {@link Collection}'s business. */
public final class Invoices {
    static final long AN_HOUR = 3_600;

    private Invoices() {}

    /** A draft for the items' current periods; whoever prepares it tells of it. */
    public static Doc prepare(Step step, Doc subscription, String reason, long periodStart) {
        var invoice = step.create("invoice", Ids.fresh("in_"));
        var customer = step.need(subscription.text("customer"));
        var lines = lines(step, subscription, invoice.id());
        var total = lines.stream().mapToLong(line -> line.number("amount")).sum();
        for (var sum : new String[] {
            "amount_due", "amount_remaining", "subtotal", "subtotal_excluding_tax", "total", "total_excluding_tax"
        }) invoice.set(sum, total);
        invoice.set("billing_reason", reason)
                .set("currency", subscription.text("currency"))
                .set("customer", customer.id())
                .set("customer_email", customer.find("email"))
                .set("customer_name", customer.find("name"))
                .set("lines.data", lines)
                .set("lines.url", "/v1/invoices/" + invoice.id() + "/lines")
                .set(
                        "parent",
                        Fields.empty()
                                .set("quote_details", null)
                                .set(
                                        "subscription_details",
                                        Fields.empty()
                                                .set("metadata", subscription.node("metadata"))
                                                .set("subscription", subscription.id()))
                                .set("type", "subscription_details"))
                .set("period_start", periodStart)
                .set("period_end", step.now());
        return invoice;
    }

    private static List<Fields> lines(Step step, Doc subscription, @Nullable String invoice) {
        var lines = new ArrayList<Fields>();
        for (var item : subscription.objects("items.data")) {
            var amount = item.number("price.unit_amount") * item.number("quantity");
            lines.add(new Fields(Shapes.blank("line_item"))
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
                    .set("subscription", subscription.id()));
        }
        return lines;
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

    /** What the next invoice will say, a week ahead: an invoice without an id, since it is none yet. */
    public static void announce(Step step, Doc subscription, long periodEnd) {
        var coming = prepareUpcoming(step, subscription, periodEnd);
        step.tell("invoice.upcoming", subscription.id(), Fields.empty().set("object", coming));
    }

    private static Fields prepareUpcoming(Step step, Doc subscription, long periodEnd) {
        var customer = step.need(subscription.text("customer"));
        var coming = new Fields(Shapes.blank("invoice"));
        var total = 0L;
        var lines = lines(step, subscription, null);
        for (var line : lines) {
            total += line.number("amount");
            line.set("period.start", periodEnd);
        }
        for (var sum : new String[] {
            "amount_due", "amount_remaining", "subtotal", "subtotal_excluding_tax", "total", "total_excluding_tax"
        }) coming.set(sum, total);
        coming.set("billing_reason", "upcoming")
                .set("created", periodEnd)
                .set("currency", subscription.text("currency"))
                .set("customer", customer.id())
                .set("customer_email", customer.find("email"))
                .set("lines.data", lines)
                .set("lines.url", "/v1/invoices/upcoming/lines")
                .set("next_payment_attempt", periodEnd + AN_HOUR)
                .set(
                        "period_start",
                        subscription.objects("items.data").getFirst().number("current_period_start"))
                .set("period_end", periodEnd)
                .set(
                        "parent",
                        Fields.empty()
                                .set("quote_details", null)
                                .set(
                                        "subscription_details",
                                        Fields.empty()
                                                .set("metadata", subscription.node("metadata"))
                                                .set("subscription", subscription.id()))
                                .set("type", "subscription_details"))
                .remove("id");
        return coming;
    }

    public static void finalizeNow(Step step, Doc invoice) {
        var customer = step.need(invoice.text("customer"));
        var number = customer.number("next_invoice_sequence");
        customer.set("next_invoice_sequence", number + 1);
        invoice.set("status", "open")
                .set("number", "%s-%04d".formatted(customer.text("invoice_prefix"), number))
                .set("automatically_finalizes_at", null)
                .set("effective_at", step.now())
                .set("hosted_invoice_url", step.address() + "/i/" + invoice.id())
                .set("invoice_pdf", step.address() + "/i/" + invoice.id() + "/pdf")
                .set("status_transitions.finalized_at", step.now());
        step.tell("invoice.finalized", invoice);
    }

    /** The link between an invoice and the intent that pays it. */
    public static Doc paymentFor(Step step, Doc invoice, Doc intent) {
        var known = step.like("invoice_payment", Fields.empty().set("invoice", invoice.id()));
        for (var payment : known) if (payment.is("payment.payment_intent", intent.id())) return payment;

        var payment = step.create("invoice_payment", Ids.fresh("inpay_"));
        payment.set("amount_requested", invoice.number("amount_due"))
                .set("currency", invoice.text("currency"))
                .set("invoice", invoice.id())
                .set("payment.payment_intent", intent.id());
        invoice.hidden().set("payment_intent", intent.id());
        return payment;
    }

    public static void paid(Step step, Doc invoice, Doc intent) {
        var payment = paymentFor(step, invoice, intent);
        payment.set("amount_paid", intent.number("amount_received"))
                .set("status", "paid")
                .set("status_transitions.paid_at", step.now());
        step.tell("invoice_payment.paid", payment);
        settle(step, invoice, intent.number("amount_received"));
    }

    /** The first invoice is paid before anybody has seen it, so it is not told as changed. */
    public static void settle(Step step, Doc invoice, long amount) {
        invoice.set("status", "paid")
                .set("amount_paid", amount)
                .set("amount_remaining", 0)
                .set("attempted", true)
                .set("next_payment_attempt", null)
                .set("status_transitions.paid_at", step.now());
        if (!invoice.is("billing_reason", "subscription_create")) step.tell("invoice.updated", invoice);
        step.tell("invoice.paid", invoice);
        step.tell("invoice.payment_succeeded", invoice);
    }

    public static Doc voidNow(Step step, Doc invoice) {
        if (!invoice.is("status", "open") && !invoice.is("status", "uncollectible"))
            throw Problem.invalid(
                    null, "You can only pass in open or uncollectible invoices. This invoice isn't open.");

        invoice.set("status", "void").set("next_payment_attempt", null).set("status_transitions.voided_at", step.now());
        step.tell("invoice.voided", invoice);
        var intent = step.find(invoice.hidden().find("payment_intent"));
        if (intent != null && !intent.is("status", "succeeded")) {
            intent.set("status", "canceled").set("canceled_at", step.now()).set("cancellation_reason", "void_invoice");
            step.tell("payment_intent.canceled", intent);
        }
        for (var payment : step.like("invoice_payment", Fields.empty().set("invoice", invoice.id())))
            if (payment.is("status", "open"))
                payment.set("status", "canceled").set("status_transitions.canceled_at", step.now());
        return invoice;
    }
}
