package org.broadsheet.sandbox.engine.billing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Secrets;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.CustomerBalance;
import org.broadsheet.sandbox.engine.invoices.Invoices;
import org.broadsheet.sandbox.engine.payments.Refunds;

/**
 * What is taken back of a finalised invoice: as long as it is open less is due; once it is paid the money goes back to
 * the card, to the customer's balance, or went back some other way.
 */
public final class CreditNotes {
    private CreditNotes() {}

    public static Doc create(Step step, Fields given) {
        var invoice = step.get("invoice", given.text("invoice"), "invoice");
        var note = draw(step, invoice, given);
        if (note.is("type", "pre_payment")) lessIsDue(step, invoice, note);
        else giveBack(step, invoice, note, given);
        step.tell("credit_note.created", note);
        return note;
    }

    /** What the note would say, without any effect. */
    public static Doc preview(Step step, Fields given) {
        return draw(step, step.get("invoice", given.text("invoice"), "invoice"), given);
    }

    static List<Doc> issued(Step step, Doc invoice) {
        return step.like(
                "credit_note", Fields.empty().set("invoice", invoice.id()).set("status", "issued"));
    }

    private static Doc draw(Step step, Doc invoice, Fields given) {
        if (!invoice.is("status", "open") && !invoice.is("status", "paid"))
            throw Problem.invalid(
                    "invoice",
                    "Credit notes can only be created for invoices that are open or paid, this one is "
                            + invoice.maybe("status").orElse("deleted") + ".");
        var lines = CreditLines.of(step, invoice, given);
        var amount = lines.stream()
                .mapToLong(line -> line.number("amount") - line.number("discount_amount"))
                .sum();
        check(invoice, given, amount);

        var before = step.like("credit_note", Fields.empty().set("invoice", invoice.id()));
        var note = step.create("credit_note", Ids.fresh("cn_"));
        note.set("currency", invoice.text("currency"))
                .set("customer", invoice.text("customer"))
                .set("effective_at", given.number("effective_at", step.now()))
                .set("invoice", invoice.id())
                .set("lines.data", lines)
                .set("lines.url", "/v1/credit_notes/" + note.id() + "/lines")
                .set("number", "%s-CN-%02d".formatted(invoice.find("number"), before.size() + 1))
                .set("out_of_band_amount", given.findNumber("out_of_band_amount"))
                .set("pdf", step.address() + "/i/" + Secrets.token(invoice) + "/credit/" + note.id() + "/pdf")
                .take(given, "memo", "reason")
                .mergeMetadata(given);
        sum(note, lines, amount);
        var open = invoice.is("status", "open");
        note.set("pre_payment_amount", open ? amount : 0)
                .set("post_payment_amount", open ? 0 : amount)
                .set("type", open ? "pre_payment" : "post_payment");
        return note;
    }

    private static void sum(Doc note, List<Fields> lines, long amount) {
        var byDiscount = new LinkedHashMap<String, Long>();
        for (var line : lines)
            for (var each : line.objects("discount_amounts"))
                byDiscount.merge(each.text("discount"), each.number("amount"), Long::sum);
        var discounts = new ArrayList<Fields>();
        byDiscount.forEach((discount, off) ->
                discounts.add(Fields.empty().set("amount", off).set("discount", discount)));
        var off = byDiscount.values().stream().mapToLong(Long::longValue).sum();
        note.set("amount", amount)
                .set("discount_amount", off)
                .set("discount_amounts", discounts)
                .set("subtotal", amount + off)
                .set("subtotal_excluding_tax", amount + off)
                .set("total", amount)
                .set("total_excluding_tax", amount);
    }

    private static void check(Doc invoice, Fields given, long amount) {
        if (given.isSet("amount") && given.number("amount") != amount)
            throw Problem.invalid("amount", "The lines add up to " + amount + ", not to the amount given.");
        if (amount < 1) throw Problem.invalid("amount", "The amount of a credit note must be positive.");
        var open = invoice.is("status", "open");
        var left = open
                ? invoice.number("amount_remaining")
                : invoice.number("total")
                        - invoice.number("pre_payment_credit_notes_amount")
                        - invoice.number("post_payment_credit_notes_amount");
        if (amount > left)
            throw Problem.invalid(
                    "amount",
                    "The credit note's amount (" + amount + ") is more than what can be credited (" + left
                            + ") of this invoice.");
        checkWays(given, amount, open);
    }

    private static void checkWays(Fields given, long amount, boolean open) {
        var ways = 0L;
        for (var way : new String[] {"credit_amount", "out_of_band_amount", "refund_amount"}) {
            if (given.number(way, 0) < 0)
                throw Problem.invalid(way, "parameter_invalid_integer", "This value must be at least 0.");
            ways += given.number(way, 0);
        }
        var linked = !given.list("refunds").isEmpty();
        if (open && (ways > 0 || linked))
            throw Problem.invalid(
                    "refund_amount", "Nothing has been paid of this invoice yet, so nothing can be given back.");
        if (!open && !linked && ways != amount)
            throw Problem.invalid(
                    "refund_amount",
                    "The sum of credit amount, refund amount and out of band amount (" + ways
                            + ") must equal the credit note amount (" + amount + ").");
    }

    private static void lessIsDue(Step step, Doc invoice, Doc note) {
        addTo(invoice, "pre_payment_credit_notes_amount", note.number("amount"));
        redraw(step, invoice, -note.number("amount"));
        if (invoice.number("amount_remaining") > 0) {
            step.tell("invoice.updated", invoice);
            return;
        }
        Invoices.settle(step, invoice, 0);
        Invoices.dropIntent(step, invoice, "automatic");
        Collection.backInGoodStanding(step, invoice);
    }

    private static void addTo(Doc invoice, String sum, long amount) {
        invoice.set(sum, invoice.number(sum) + amount);
    }

    /** Whoever pays now pays the new sum. */
    private static void redraw(Step step, Doc invoice, long change) {
        Invoices.requireNoneUnderWay(step, invoice);
        addTo(invoice, "amount_due", change);
        addTo(invoice, "amount_remaining", change);
        var intent = step.find(invoice.hidden().find("payment_intent"));
        if (intent == null || invoice.number("amount_remaining") == 0) return;

        intent.set("amount", invoice.number("amount_remaining"));
        for (var payment : step.like("invoice_payment", Fields.empty().set("invoice", invoice.id())))
            if (payment.is("status", "open")) payment.set("amount_requested", invoice.number("amount_remaining"));
    }

    private static void giveBack(Step step, Doc invoice, Doc note, Fields given) {
        var refunds = new ArrayList<Fields>();
        var sum = given.number("credit_amount", 0) + given.number("out_of_band_amount", 0);
        for (var wish : given.objects("refunds")) {
            refunds.add(linked(step, invoice, wish));
            sum += refunds.getLast().number("amount_refunded");
        }
        if (given.number("refund_amount", 0) > 0) {
            refunds.add(refund(step, invoice, given.number("refund_amount")));
            sum += given.number("refund_amount");
        }
        if (sum != note.number("amount"))
            throw Problem.invalid(
                    "refunds",
                    "The refunds and other amounts add up to " + sum + ", not to " + note.number("amount") + ".");

        note.set("refunds", refunds);
        if (given.number("credit_amount", 0) > 0) credit(step, note, given.number("credit_amount"));
        addTo(invoice, "post_payment_credit_notes_amount", note.number("amount"));
        step.tell("invoice.updated", invoice);
    }

    private static Fields refund(Step step, Doc invoice, long amount) {
        var intent = invoice.hidden().find("payment_intent");
        if (intent == null || invoice.number("amount_paid_off_stripe", 0) > 0)
            throw Problem.invalid(
                    "refund_amount", "This invoice was not paid with a card, so nothing can be refunded.");
        var refund = Refunds.create(
                step, Fields.empty().set("payment_intent", intent).set("amount", amount));
        return entry(refund, amount);
    }

    private static Fields entry(Doc refund, long amount) {
        return Fields.empty()
                .set("amount_refunded", amount)
                .set("payment_record_refund", null)
                .set("refund", refund.id())
                .set("type", "refund");
    }

    /** A refund that was made before, as far as no other note speaks of it. */
    private static Fields linked(Step step, Doc invoice, Fields wish) {
        var id = wish.find("refund");
        if (id == null) throw Problem.missingParameter("refunds[refund]");
        var refund = step.get("refund", id, "refunds[refund]");
        if (!refund.is(
                "payment_intent", invoice.hidden().maybe("payment_intent").orElse("")))
            throw Problem.invalid("refunds[refund]", "The refund " + id + " is not one of this invoice's payment.");
        var spoken = issued(step, invoice).stream()
                .flatMap(note -> note.objects("refunds").stream())
                .filter(entry -> entry.is("refund", id))
                .mapToLong(entry -> entry.number("amount_refunded"))
                .sum();
        var left = refund.number("amount") - spoken;
        var amount = wish.number("amount_refunded", left);
        if (amount < 1 || amount > left)
            throw Problem.invalid("refunds[amount_refunded]", "The refund " + id + " has " + left + " left to credit.");
        return entry(refund, amount);
    }

    private static void credit(Step step, Doc note, long amount) {
        var customer = step.need(note.text("customer"));
        if (customer.is("deleted"))
            throw Problem.invalid("credit_amount", "The customer has been deleted, and the balance with them.");
        if (!CustomerBalance.accepts(customer, note.text("currency")))
            throw Problem.invalid(
                    "credit_amount",
                    "The customer's balance is kept in `" + customer.find("currency") + "`, not in `"
                            + note.find("currency") + "`.");
        var movement = CustomerBalance.move(step, customer, -amount, note.text("currency"), "credit_note");
        movement.set("credit_note", note.id()).set("invoice", note.text("invoice"));
        note.set("customer_balance_transaction", movement.id());
        step.tell("customer.updated", customer);
    }

    public static Doc update(Step step, Doc note, Fields given) {
        note.take(given, "memo").mergeMetadata(given);
        step.tell("credit_note.updated", note);
        return note;
    }

    public static Doc voidNow(Step step, Doc note) {
        if (!note.is("status", "issued")) throw Problem.invalid(null, "This credit note is void already.");
        var invoice = step.need(note.text("invoice"));
        if (!invoice.is("status", "open") || !note.is("type", "pre_payment"))
            throw Problem.invalid(null, "You can only void a credit note on an invoice that is open.");

        note.set("status", "void").set("voided_at", step.now());
        addTo(invoice, "pre_payment_credit_notes_amount", -note.number("amount"));
        redraw(step, invoice, note.number("amount"));
        step.tell("credit_note.voided", note);
        step.tell("invoice.updated", invoice);
        return note;
    }
}
