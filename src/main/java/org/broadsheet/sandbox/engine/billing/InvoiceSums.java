package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Fields;

/** What an invoice adds up to, drawn from its lines. */
final class InvoiceSums {
    private InvoiceSums() {}

    static void draw(Fields invoice) {
        var total = invoice.objects("lines.data").stream()
                .mapToLong(line -> line.number("amount"))
                .sum();
        for (var sum : new String[] {"subtotal", "subtotal_excluding_tax", "total", "total_excluding_tax"})
            invoice.set(sum, total);
        invoice.set("amount_due", Math.max(total, 0)).set("amount_remaining", Math.max(total, 0));
    }
}
