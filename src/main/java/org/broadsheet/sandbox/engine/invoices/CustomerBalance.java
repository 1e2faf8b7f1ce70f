package org.broadsheet.sandbox.engine.invoices;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.payments.Amounts;

/** What a customer has to their credit (below zero) or still owes (above): the next invoice settles it. */
public final class CustomerBalance {
    private static final long LARGEST = 99_999_999_999L;

    private CustomerBalance() {}

    /** Put there by hand, through the API. */
    public static Doc adjust(Step step, Doc customer, Fields given) {
        var currency = Catalog.currency(given.text("currency"));
        var amount = given.number("amount");
        if (amount == 0) throw Problem.invalid("amount", "The amount must not be zero.");
        if (!accepts(customer, currency))
            throw Problem.invalid(
                    "currency",
                    "The customer's balance is kept in `" + customer.find("currency") + "`, not in `" + currency
                            + "`.");

        var movement = move(step, customer, amount, currency, "adjustment");
        movement.set("description", given.find("description")).mergeMetadata(given);
        step.tell("customer.updated", customer);
        return movement;
    }

    /** The balance as it shall be: the difference is a movement. */
    public static void set(Step step, Doc customer, long wanted) {
        var change = wanted - customer.number("balance");
        if (change == 0) return;
        move(step, customer, change, customer.maybe("currency").orElse("eur"), "adjustment");
    }

    /** Whoever pays regularly in one currency, or has something waiting in it, is billed in no other beside it. */
    public static void checkCurrency(Step step, Doc customer, String currency) {
        if (accepts(customer, currency)) return;
        var known = customer.text("currency");
        var theirs = Fields.empty().set("customer", customer.id()).set("currency", known);
        var regularly = step.like("subscription", theirs).stream().anyMatch(each -> !each.isSet("ended_at"));
        if (regularly || !step.like("invoiceitem", theirs.set("invoice", null)).isEmpty())
            throw Problem.invalid(
                    "currency",
                    "You cannot combine currencies on a single customer. This customer has an active subscription or invoice item with currency "
                            + known + ".");
    }

    public static boolean accepts(Doc customer, String currency) {
        return !customer.isSet("currency") || customer.is("currency", currency);
    }

    public static Doc move(Step step, Doc customer, long amount, String currency, String type) {
        var after = customer.number("balance") + amount;
        if (Math.abs(after) > LARGEST)
            throw Problem.invalid(
                    "amount", "amount_too_large", "A customer's balance cannot go beyond " + LARGEST + ".");

        customer.set("balance", after);
        if (!customer.isSet("currency")) customer.set("currency", currency);
        return step.create("customer_balance_transaction", Ids.fresh("cbtxn_"))
                .set("amount", amount)
                .set("currency", currency)
                .set("customer", customer.id())
                .set("ending_balance", after)
                .set("type", type);
    }

    /** What the draft would take from the balance, were it finalised now. */
    static long asideFor(Doc customer, String currency) {
        return !customer.is("deleted") && accepts(customer, currency) ? customer.number("balance") : 0;
    }

    /**
     * At finalisation: credit pays, debt is added, a negative invoice becomes credit, and a sum too small for any card
     * waits for the next invoice.
     */
    static void settle(Step step, Doc customer, Doc invoice) {
        var currency = invoice.text("currency");
        var start = asideFor(customer, currency);
        var total = invoice.number("total");
        invoice.set("starting_balance", start);
        var due = total + start;
        var own = accepts(customer, currency);
        // The balance is kept in one currency, and what is owed in another has no place in it.
        var end = own ? Math.min(due, 0) : 0;
        if (end != start) {
            move(step, customer, end - start, currency, "applied_to_invoice").set("invoice", invoice.id());
        }
        due = Math.max(due, 0);
        if (due > 0 && due < Amounts.least(currency) && own) {
            move(step, customer, due, currency, "invoice_too_small").set("invoice", invoice.id());
            end = due;
            due = 0;
        }
        invoice.set("ending_balance", end).set("amount_due", due).set("amount_remaining", due);
        if (end != start) step.tell("customer.updated", customer);
    }

    /** A voided invoice gives back what it took. */
    public static void giveBack(Step step, Doc invoice) {
        var taken = invoice.number("ending_balance", 0) - invoice.number("starting_balance");
        if (taken == 0) return;

        var customer = step.need(invoice.text("customer"));
        if (customer.is("deleted")) return;
        move(step, customer, -taken, invoice.text("currency"), "unapplied_from_invoice")
                .set("invoice", invoice.id());
        step.tell("customer.updated", customer);
    }
}
