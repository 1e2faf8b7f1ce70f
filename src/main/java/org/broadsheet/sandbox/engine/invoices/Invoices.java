package org.broadsheet.sandbox.engine.invoices;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Secrets;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.discounts.Discounts;
import org.jspecify.annotations.Nullable;

/** Invoices as documents: drafted, numbered, paid, voided. When that happens is {@link Collection}'s business. */
public final class Invoices {
    public static final long AN_HOUR = 3_600;

    private static final String GOES_ON = "goes_on_after_debit";

    private Invoices() {}

    /** A draft with the given lines and those of the items that wait for it: of a change in mid-period, only these. */
    public static Doc prepare(
            Step step,
            Doc subscription,
            String reason,
            long periodStart,
            List<Fields> lines,
            InvoiceItems.Sweep sweep) {
        var invoice = step.create("invoice", Ids.fresh("in_"));
        var customer = step.need(subscription.text("customer"));
        invoice.set("billing_reason", reason)
                .set("currency", subscription.text("currency"))
                .set("customer", customer.id())
                .set("lines.url", "/v1/invoices/" + invoice.id() + "/lines")
                .set("parent", parent(subscription))
                .set("period_start", periodStart)
                .set("period_end", step.now());
        var days = subscription.findNumber("days_until_due");
        invoice.set("collection_method", subscription.text("collection_method"))
                .set("due_date", days == null ? null : (Long) (step.now() + days * 86_400));
        if (days != null) invoice.hidden().set("days_until_due", days);
        address(invoice, customer);
        invoice.take(customer.object("invoice_settings"), "custom_fields", "footer");
        var all = new ArrayList<Fields>();
        for (var item : InvoiceItems.sweep(step, invoice, sweep)) all.add(InvoiceLines.ofItem(item, invoice.id()));
        for (var line : lines) all.add(line.set("invoice", invoice.id()));
        invoice.set("lines.data", all).set("discounts", Discounts.inForce(step, subscription));
        Discounts.use(step, invoice);
        InvoiceSums.draw(step, invoice);
        return invoice;
    }

    static Fields parent(Doc subscription) {
        return Fields.empty()
                .set("quote_details", null)
                .set(
                        "subscription_details",
                        Fields.empty()
                                .set("metadata", subscription.node("metadata"))
                                .set("subscription", subscription.id()))
                .set("type", "subscription_details");
    }

    /** The customer as they are today; a finalised invoice keeps what it says. */
    static void address(Doc invoice, Doc customer) {
        invoice.set("customer_address", customer.node("address"))
                .set("customer_email", customer.find("email"))
                .set("customer_name", customer.find("name"))
                .set("customer_phone", customer.find("phone"))
                .set("customer_shipping", customer.node("shipping"))
                .set("customer_tax_exempt", customer.find("tax_exempt"));
    }

    /** Numbered and written for good; the customer's balance is settled with it. */
    public static void finalizeNow(Step step, Doc invoice) {
        finalizeNow(step, invoice, null);
    }

    /** As above; the card is charged at the given moment, if any. */
    public static void finalizeNow(Step step, Doc invoice, @Nullable Long chargedAt) {
        var customer = step.need(invoice.text("customer"));
        if (customer.is("deleted")) throw Problem.invalid("customer", "The customer of this invoice has been deleted.");
        address(invoice, customer);
        CustomerBalance.settle(step, customer, invoice);
        number(step, invoice, customer, chargedAt);
        if (!customer.isSet("currency")) {
            customer.set("currency", invoice.text("currency"));
            step.tell("customer.updated", customer);
        }
    }

    /** The first invoice of a subscription that was paid before there was one: the balance has no part in it. */
    public static void finalizePaid(Step step, Doc invoice) {
        invoice.set("starting_balance", 0)
                .set("ending_balance", 0)
                .set("amount_due", invoice.number("total"))
                .set("amount_remaining", invoice.number("total"));
        number(step, invoice, step.need(invoice.text("customer")), null);
    }

    private static void number(Step step, Doc invoice, Doc customer, @Nullable Long chargedAt) {
        if (!invoice.isSet("number")) {
            var number = customer.number("next_invoice_sequence");
            customer.set("next_invoice_sequence", number + 1);
            invoice.set("number", "%s-%04d".formatted(customer.text("invoice_prefix"), number));
        }
        var days = invoice.hidden().findNumber("days_until_due");
        if (days != null) invoice.set("due_date", step.now() + days * 86_400);
        invoice.set("status", "open")
                .set("automatically_finalizes_at", null)
                .set("next_payment_attempt", chargedAt)
                .set("effective_at", invoice.number("effective_at", step.now()))
                .set("hosted_invoice_url", step.address() + "/i/" + Secrets.token(invoice))
                .set("invoice_pdf", step.address() + "/i/" + Secrets.token(invoice) + "/pdf")
                .set("status_transitions.finalized_at", step.now());
        step.tell("invoice.finalized", invoice);
        Discounts.used(step, invoice);
    }

    /** The link between an invoice and the intent that pays it. */
    public static Doc paymentFor(Step step, Doc invoice, Doc intent) {
        // Every renewal comes by here, so nothing is searched for: the intent knows what links it.
        var known = step.find(intent.hidden().find("invoice_payment"));
        if (known == null && intent.hidden().is("invoice", invoice.id())) known = search(step, invoice, intent);
        if (known != null) return known;

        var payment = step.create("invoice_payment", Ids.fresh("inpay_"));
        payment.set("amount_requested", invoice.number("amount_due"))
                .set("currency", invoice.text("currency"))
                .set("invoice", invoice.id())
                .set("payment.payment_intent", intent.id());
        invoice.hidden().set("payment_intent", intent.id());
        intent.hidden().set("invoice", invoice.id()).set("invoice_payment", payment.id());
        return payment;
    }

    private static @Nullable Doc search(Step step, Doc invoice, Doc intent) {
        return step.like("invoice_payment", Fields.empty().set("invoice", invoice.id())).stream()
                .filter(payment -> payment.is("payment.payment_intent", intent.id()))
                .findFirst()
                .orElse(null);
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

    /** What the bank has been told to fetch cannot be called off, changed or fetched a second time. */
    public static void requireNoneUnderWay(Step step, Doc invoice) {
        if (isUnderWay(step, invoice))
            throw Problem.invalid(null, "A payment of this invoice is being processed; its bank will answer later.");
    }

    public static boolean isUnderWay(Step step, Doc invoice) {
        var intent = step.find(invoice.hidden().find("payment_intent"));
        return intent != null && intent.is("status", "processing");
    }

    /** Whether it goes to the customer, who pays it when they like, instead of to their card. */
    public static boolean isSent(Doc invoice) {
        return invoice.is("collection_method", "send_invoice");
    }

    /** Whoever finalises by hand has an hour until the card is charged; a letter goes at once. */
    public static void goOn(Step step, Doc invoice) {
        if (isSent(invoice)) step.tell("invoice.sent", invoice);
        else if (isUnderWay(step, invoice)) invoice.hidden().set(GOES_ON, true);
        else invoice.set("next_payment_attempt", step.now() + AN_HOUR);
    }

    /** Who wished for it while a debit was under way has an hour again, now that its bank has refused. */
    public static void goOnAfterDebit(Step step, Doc invoice) {
        var wished = invoice.hidden().is(GOES_ON);
        invoice.hidden().remove(GOES_ON);
        if (wished && invoice.is("status", "open") && invoice.is("auto_advance"))
            invoice.set("next_payment_attempt", step.now() + AN_HOUR);
    }

    /** It is no longer collected by itself, but whoever likes can pay it. */
    public static void leaveToPeople(Step step, Doc invoice) {
        var before = invoice.copy();
        invoice.set("auto_advance", false)
                .set("automatically_finalizes_at", null)
                .set("next_payment_attempt", null);
        if (!before.json().equals(invoice.json())) step.tell("invoice.updated", invoice);
    }

    /** Nobody can pay any more what is paid or void already; a debit under way goes its way without the invoice. */
    public static void dropIntent(Step step, Doc invoice, String reason) {
        var intent = step.find(invoice.hidden().find("payment_intent"));
        if (intent != null && !intent.is("status", "succeeded") && !intent.is("status", "processing")) {
            intent.set("status", "canceled").set("canceled_at", step.now()).set("cancellation_reason", reason);
            step.tell("payment_intent.canceled", intent);
        }
        for (var payment : step.like("invoice_payment", Fields.empty().set("invoice", invoice.id())))
            if (payment.is("status", "open"))
                payment.set("status", "canceled").set("status_transitions.canceled_at", step.now());
    }
}
