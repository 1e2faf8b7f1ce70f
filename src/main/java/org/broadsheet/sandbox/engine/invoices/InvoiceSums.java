package org.broadsheet.sandbox.engine.invoices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.discounts.Discounts;

/**
 * What an invoice adds up to, drawn from its lines: discounts of a line come off first, then those of the whole invoice
 * one after another, then the customer's balance.
 */
final class InvoiceSums {
    private InvoiceSums() {}

    static void draw(Step step, Fields invoice) {
        var lines = invoice.objects("lines.data");
        var currency = invoice.text("currency");
        var left = lines.stream().mapToLong(line -> line.number("amount")).toArray();
        var cuts = new ArrayList<Map<String, Long>>();
        lines.forEach(line -> cuts.add(new LinkedHashMap<>()));
        for (int i = 0; i < lines.size(); i++)
            for (var discount : lines.get(i).texts("discounts"))
                cut(step, lines, left, cuts, discount, currency, i, i + 1);
        var subtotal = sum(left);
        for (var discount : invoice.texts("discounts"))
            cut(step, lines, left, cuts, discount, currency, 0, lines.size());

        write(lines, cuts);
        invoice.set("total_discount_amounts", amounts(total(cuts)));
        invoice.set("subtotal", subtotal).set("subtotal_excluding_tax", subtotal);
        invoice.set("total", sum(left)).set("total_excluding_tax", sum(left));
        drawDue(step, invoice);
    }

    private static void cut(
            Step step,
            List<Fields> lines,
            long[] left,
            List<Map<String, Long>> cuts,
            String discount,
            String currency,
            int from,
            int to) {
        var reduction = Discounts.reduction(step.need(discount));
        var eligible = new long[left.length];
        for (int i = from; i < to; i++)
            if (lines.get(i).is("discountable") && reduction.fits(lines.get(i))) eligible[i] = left[i];
        var parts = reduction.spread(eligible, currency);
        for (int i = from; i < to; i++) {
            if (eligible[i] <= 0) continue;
            left[i] -= parts[i];
            cuts.get(i).merge(discount, parts[i], Long::sum);
        }
    }

    private static long sum(long[] amounts) {
        var sum = 0L;
        for (var amount : amounts) sum += amount;
        return sum;
    }

    private static Map<String, Long> total(List<Map<String, Long>> cuts) {
        var total = new LinkedHashMap<String, Long>();
        for (var ofLine : cuts) ofLine.forEach((discount, amount) -> total.merge(discount, amount, Long::sum));
        return total;
    }

    private static void write(List<Fields> lines, List<Map<String, Long>> cuts) {
        for (int i = 0; i < lines.size(); i++) lines.get(i).set("discount_amounts", amounts(cuts.get(i)));
    }

    private static List<Fields> amounts(Map<String, Long> cuts) {
        return cuts.entrySet().stream()
                .map(cut -> Fields.empty().set("amount", cut.getValue()).set("discount", cut.getKey()))
                .toList();
    }

    private static void drawDue(Step step, Fields invoice) {
        var balance = CustomerBalance.asideFor(step.need(invoice.text("customer")), invoice.text("currency"));
        var due = Math.max(invoice.number("total") + balance, 0);
        invoice.set("starting_balance", balance).set("amount_due", due).set("amount_remaining", due);
    }
}
