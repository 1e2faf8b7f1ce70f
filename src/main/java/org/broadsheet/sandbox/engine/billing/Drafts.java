package org.broadsheet.sandbox.engine.billing;

import java.util.ArrayList;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;

/** Invoices that can still be changed: lines put on and taken off, sums drawn again each time. */
final class Drafts {
    private static final int MOST_LINES = 250;

    private Drafts() {}

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

    /** An item's line, new or written again under its old id. */
    static void put(Step step, Doc draft, Doc item) {
        var lines = new ArrayList<>(draft.objects("lines.data"));
        var known = lines.stream().filter(line -> isOf(line, item.id())).findFirst();
        if (known.isPresent()) InvoiceLines.fill(known.get(), item, draft.id());
        else lines.add(InvoiceLines.ofItem(item, draft.id()));
        if (lines.size() > MOST_LINES)
            throw Problem.invalid("invoice", "An invoice can have at most " + MOST_LINES + " lines.");
        replace(step, draft, lines);
    }

    static void drop(Step step, Doc draft, String item) {
        replace(
                step,
                draft,
                draft.objects("lines.data").stream()
                        .filter(line -> !isOf(line, item))
                        .toList());
    }

    static boolean isOf(Fields line, String item) {
        return line.is("parent.invoice_item_details.invoice_item", item)
                || line.is("parent.subscription_item_details.invoice_item", item);
    }

    private static void replace(Step step, Doc draft, Iterable<Fields> lines) {
        draft.set("lines.data", lines);
        InvoiceSums.draw(draft);
        step.tell("invoice.updated", draft);
    }
}
