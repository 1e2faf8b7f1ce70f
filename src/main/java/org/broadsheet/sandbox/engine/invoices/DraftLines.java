package org.broadsheet.sandbox.engine.invoices;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** The lines of an invoice that can still be changed: put on, written again, taken off; the sums follow. */
public final class DraftLines {
    private static final int MOST_LINES = 250;
    private static final List<String> OF_THE_SUBSCRIPTION =
            List.of("amount", "price_data", "pricing", "quantity", "unit_amount_decimal");

    private DraftLines() {}

    /** Each line given is an invoice item, a new one or one that has waited. */
    public static Doc add(Step step, Doc draft, Fields given) {
        Drafts.changeable(draft);
        var place = 0;
        for (var wish : given.objects("lines")) {
            var param = "lines[" + place++ + "]";
            var waiting = wish.find("invoice_item");
            if (waiting == null) InvoiceItems.createFor(step, draft, wish);
            else take(step, draft, step.get("invoiceitem", waiting, param + "[invoice_item]"), wish, param);
        }
        return changed(step, draft, given);
    }

    private static void take(Step step, Doc draft, Doc item, Fields wish, String param) {
        if (item.is("deleted") || !item.is("customer", draft.text("customer")))
            throw Problem.unknownObject("invoiceitem", item.id(), param + "[invoice_item]");
        if (item.isSet("invoice"))
            throw Problem.invalid(
                    param + "[invoice_item]", "The invoice item " + item.id() + " is already on an invoice.");
        Drafts.checkCurrency(draft, item, param + "[invoice_item]");
        item.set("invoice", draft.id());
        InvoiceItems.rewrite(step, item, wish);
        put(step, draft, item);
    }

    public static Doc update(Step step, Doc draft, Fields given) {
        Drafts.changeable(draft);
        for (var wish : given.objects("lines")) rewrite(step, draft, line(draft, wish.text("id")), wish);
        return changed(step, draft, given);
    }

    public static Fields updateOne(Step step, Doc draft, String id, Fields given) {
        Drafts.changeable(draft);
        rewrite(step, draft, line(draft, id), given);
        step.tell("invoice.updated", draft);
        return line(draft, id);
    }

    /** Some of a line stands on its invoice item as well, and is written there. */
    private static void rewrite(Step step, Doc draft, Fields line, Fields wish) {
        var item = itemOf(step, line);
        if (item != null) {
            InvoiceItems.rewrite(step, item, wish);
            put(step, draft, item);
            return;
        }
        for (var key : OF_THE_SUBSCRIPTION)
            if (wish.isSet(key))
                throw Problem.invalid(key, "This line follows its subscription; change the subscription instead.");
        line.take(wish, "description", "discountable").mergeMetadata(wish);
        InvoiceItems.takePeriod(line, wish);
        InvoiceSums.draw(step, draft);
    }

    public static Doc remove(Step step, Doc draft, Fields given) {
        Drafts.changeable(draft);
        for (var wish : given.objects("lines")) {
            var item = itemOf(step, line(draft, wish.text("id")));
            if (item == null)
                throw Problem.invalid("lines", "This line follows its subscription and cannot be taken off.");
            drop(step, draft, item.id());
            if (wish.is("behavior", "unassign")) item.set("invoice", null);
            else InvoiceItems.forget(step, item);
        }
        return changed(step, draft, given);
    }

    private static Doc changed(Step step, Doc draft, Fields given) {
        if (given.has("invoice_metadata"))
            draft.mergeMetadata(Fields.empty().set("metadata", given.node("invoice_metadata")));
        step.tell("invoice.updated", draft);
        return draft;
    }

    private static Fields line(Doc draft, String id) {
        return draft.objects("lines.data").stream()
                .filter(line -> line.is("id", id))
                .findFirst()
                .orElseThrow(() -> Problem.unknownObject("line_item", id, "id"));
    }

    private static @Nullable Doc itemOf(Step step, Fields line) {
        var plain = line.find("parent.invoice_item_details.invoice_item");
        return step.find(plain != null ? plain : line.find("parent.subscription_item_details.invoice_item"));
    }

    /** An item's line, new or written again under its old id. */
    static void put(Step step, Doc draft, Doc item) {
        var lines = new ArrayList<>(draft.objects("lines.data"));
        var known = lines.stream().filter(line -> isOf(line, item.id())).findFirst();
        if (known.isPresent()) InvoiceLines.fill(known.get(), item, draft.id());
        else lines.add(InvoiceLines.ofItem(item, draft.id()));
        if (lines.size() > MOST_LINES)
            throw Problem.invalid("invoice", "An invoice can have at most " + MOST_LINES + " lines.");
        draft.set("lines.data", lines);
        InvoiceSums.draw(step, draft);
    }

    static void drop(Step step, Doc draft, String item) {
        draft.set(
                "lines.data",
                draft.objects("lines.data").stream()
                        .filter(line -> !isOf(line, item))
                        .toList());
        InvoiceSums.draw(step, draft);
    }

    public static boolean isOf(Fields line, String item) {
        return line.is("parent.invoice_item_details.invoice_item", item)
                || line.is("parent.subscription_item_details.invoice_item", item);
    }
}
