package org.broadsheet.sandbox.engine.invoices;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.discounts.Discounts;
import org.jspecify.annotations.Nullable;

/** Invoices written by hand, until they are finalised: made, described, thrown away. */
public final class Drafts {
    private static final List<String> ALWAYS =
            List.of("metadata", "auto_advance", "default_payment_method", "automatically_finalizes_at");

    private Drafts() {}

    public static Doc create(Step step, Fields given) {
        var payer = given.find("customer");
        if (payer == null) throw Problem.missingParameter("customer");
        var customer = step.get("customer", payer, "customer");

        var invoice = step.create("invoice", Ids.fresh("in_"));
        invoice.set("billing_reason", "manual")
                .set("auto_advance", false)
                .set("currency", currency(step, given, customer))
                .set("customer", customer.id())
                .set("lines.url", "/v1/invoices/" + invoice.id() + "/lines")
                .set("period_start", step.now())
                .set("period_end", step.now());
        Invoices.address(invoice, customer);
        invoice.take(customer.object("invoice_settings"), "custom_fields", "footer");
        var subscription = takeSubscription(step, invoice, given);
        describe(step, invoice, given);
        gather(step, invoice, given, subscription);
        step.tell("invoice.created", invoice);
        return invoice;
    }

    /** Who has no currency yet pays in that of the oldest item that waits to be included. */
    private static String currency(Step step, Fields given, Doc customer) {
        var wish = given.find("currency");
        if (wish != null) return Catalog.currency(wish);

        var waiting = Fields.empty().set("customer", customer.id()).set("invoice", null);
        return customer.maybe("currency")
                .or(() -> given.is("pending_invoice_items_behavior", "include")
                        ? step.like("invoiceitem", waiting).stream()
                                .map(item -> item.text("currency"))
                                .findFirst()
                        : Optional.empty())
                .orElse("eur");
    }

    private static @Nullable Doc takeSubscription(Step step, Doc invoice, Fields given) {
        var id = given.find("subscription");
        if (id == null) return null;
        var subscription = step.get("subscription", id, "subscription");
        if (!subscription.is("customer", invoice.text("customer")))
            throw Problem.invalid("subscription", "The subscription " + id + " belongs to another customer.");

        invoice.set("currency", subscription.text("currency")).set("parent", Invoices.parent(subscription));
        return subscription;
    }

    /** Of what waits nothing comes along unless asked for; an invoice for a subscription is made of nothing else. */
    private static void gather(Step step, Doc invoice, Fields given, @Nullable Doc subscription) {
        var wish = given.maybe("pending_invoice_items_behavior").orElse(subscription == null ? "exclude" : "include");
        var sweep = subscription == null ? InvoiceItems.Sweep.ALL : InvoiceItems.Sweep.OWN;
        var lines = new ArrayList<Fields>();
        if (wish.equals("include"))
            for (var item : InvoiceItems.sweep(step, invoice, sweep))
                lines.add(InvoiceLines.ofItem(item, invoice.id()));
        if (subscription != null && lines.isEmpty())
            throw Problem.invalid(
                    "subscription", "invoice_no_subscription_line_items", "Nothing to invoice for subscription");
        invoice.set("lines.data", lines);
        InvoiceSums.draw(step, invoice);
    }

    static Doc changeable(Doc invoice) {
        if (!invoice.is("status", "draft"))
            throw Problem.invalid(
                    "invoice",
                    "invoice_not_editable",
                    "Invoice " + invoice.id() + " is no longer editable since it has been finalized.");
        return invoice;
    }

    static void checkCurrency(Doc draft, Doc item, String param) {
        if (!draft.is("currency", item.text("currency")))
            throw Problem.invalid(
                    param,
                    "The currency of the invoice is `" + draft.find("currency") + "`, that of the item is `"
                            + item.find("currency") + "`.");
    }

    /** What has been finalised keeps its words and sums; who pays how, and the notes beside it, can still change. */
    public static Doc update(Step step, Doc invoice, Fields given) {
        if (!invoice.is("status", "draft"))
            for (var key : given.json().propertyNames())
                if (!ALWAYS.contains(key))
                    throw Problem.invalid(
                            key,
                            "invoice_not_editable",
                            "Finalized invoices can't be updated in this way. You passed: " + key);
        describe(step, invoice, given);
        if (invoice.is("status", "draft")) InvoiceSums.draw(step, invoice);
        step.tell("invoice.updated", invoice);
        return invoice;
    }

    private static void describe(Step step, Doc invoice, Fields given) {
        checkCustomFields(given);
        invoice.take(
                        given,
                        "collection_method",
                        "custom_fields",
                        "description",
                        "effective_at",
                        "footer",
                        "statement_descriptor")
                .mergeMetadata(given);
        if (given.has("shipping_details"))
            invoice.set("shipping_details", PostalAddress.recipient(given.findObject("shipping_details")));
        takeNumber(step, invoice, given);
        takeDue(step, invoice, given);
        var method = given.find("default_payment_method");
        if (method != null) PaymentMethods.requireAttached(step, method, invoice.text("customer"));
        if (given.has("default_payment_method")) invoice.set("default_payment_method", method);
        takeAdvance(step, invoice, given);
        if (given.has("discounts"))
            invoice.set(
                    "discounts",
                    Discounts.forInvoice(
                            step, invoice, given, "invoice", invoice.text("currency"), invoice.number("subtotal")));
    }

    public static void checkCustomFields(Fields given) {
        var fields = given.objects("custom_fields");
        if (fields.size() > 4) throw Problem.invalid("custom_fields", "An invoice has at most 4 custom fields.");
        for (var field : fields)
            if (field.text("name").length() > 40 || field.text("value").length() > 140)
                throw Problem.invalid(
                        "custom_fields", "Custom fields have at most 40 characters in the name and 140 in the value.");
        var descriptor = given.find("statement_descriptor");
        if (descriptor != null && descriptor.length() > 22)
            throw Problem.invalid("statement_descriptor", "A statement descriptor has at most 22 characters.");
    }

    private static void takeNumber(Step step, Doc invoice, Fields given) {
        if (!given.has("number")) return;
        var number = given.find("number");
        if (number != null
                && !step.like("invoice", Fields.empty().set("number", number)).stream()
                        .allMatch(other -> other == invoice))
            throw Problem.invalid("number", "An invoice with the number " + number + " exists already.");
        invoice.set("number", number);
    }

    private static void takeDue(Step step, Doc invoice, Fields given) {
        var bySending = invoice.is("collection_method", "send_invoice");
        if (given.isSet("due_date") && given.isSet("days_until_due"))
            throw Problem.invalid(
                    "due_date", "You may only specify one of these parameters: due_date, days_until_due.");
        if (!bySending) {
            if (given.isSet("due_date") || given.isSet("days_until_due"))
                throw Problem.invalid(
                        given.isSet("due_date") ? "due_date" : "days_until_due",
                        "Only invoices with `collection_method=send_invoice` have a due date.");
            invoice.set("due_date", null).hidden().remove("days_until_due");
            return;
        }
        if (given.isSet("due_date")) {
            if (given.number("due_date") <= step.now())
                throw Problem.invalid("due_date", "The due date must be in the future.");
            invoice.set("due_date", given.number("due_date")).hidden().remove("days_until_due");
        } else if (given.isSet("days_until_due")) {
            var days = given.number("days_until_due");
            if (days < 0 || days > 3_650) throw Problem.invalid("days_until_due", "Invalid number of days: " + days);
            invoice.hidden().set("days_until_due", days);
            invoice.set("due_date", step.now() + days * 86_400);
        } else if (!invoice.isSet("due_date")) {
            throw Problem.invalid(
                    "days_until_due",
                    "If invoice collection method is 'send_invoice' you must specify 'days_until_due' or 'due_date'.");
        }
    }

    /** A draft that advances by itself is finalised in an hour, or when it was asked for. */
    private static void takeAdvance(Step step, Doc invoice, Fields given) {
        if (given.isSet("auto_advance")) invoice.set("auto_advance", given.is("auto_advance"));
        var moment = given.findNumber("automatically_finalizes_at");
        if (moment != null && moment <= step.now())
            throw Problem.invalid("automatically_finalizes_at", "The moment of finalization must be in the future.");
        if (!invoice.is("auto_advance")) {
            if (moment != null)
                throw Problem.invalid(
                        "automatically_finalizes_at", "Only an invoice with `auto_advance=true` finalizes by itself.");
            invoice.set("automatically_finalizes_at", null).set("next_payment_attempt", null);
            return;
        }
        if (!invoice.is("status", "draft")) {
            if (given.isSet("auto_advance") && invoice.is("status", "open")) Invoices.goOn(step, invoice);
            return;
        }
        if (moment == null) moment = invoice.findNumber("automatically_finalizes_at");
        if (moment == null) moment = step.now() + Invoices.AN_HOUR;
        invoice.set("automatically_finalizes_at", moment);
        invoice.set("next_payment_attempt", invoice.is("collection_method", "send_invoice") ? null : moment);
    }

    /** Who is deleted is not billed any more: nothing goes on by itself, and what waited is forgotten. */
    public static void abandon(Step step, Doc customer) {
        var theirs = Fields.empty().set("customer", customer.id());
        for (var invoice : step.like("invoice", theirs))
            if (invoice.is("status", "draft") || invoice.is("status", "open")) Invoices.leaveToPeople(step, invoice);
        for (var item : step.like("invoiceitem", theirs.set("invoice", null))) InvoiceItems.forget(step, item);
    }

    /** Only what was written by hand can be thrown away; a subscription's invoice is voided instead. */
    public static void delete(Step step, Doc invoice) {
        if (!invoice.is("status", "draft"))
            throw Problem.invalid(
                    null,
                    "You can only delete draft invoices. This invoice's status is `" + invoice.find("status") + "`.");
        if (invoice.isSet("parent"))
            throw Problem.invalid(
                    null, "Invoices that belong to a subscription cannot be deleted. Finalize and void it instead.");

        InvoiceItems.release(step, invoice);
        step.tell("invoice.deleted", invoice);
        var id = invoice.id();
        invoice.json().removeAll();
        invoice.set("id", id).set("object", "invoice").set("deleted", true);
    }
}
