package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.InvoiceItems;

/** What is billed once beside a subscription's items: {@code add_invoice_items}. */
final class Extras {
    private static final int MOST = 20;

    private static final String[] TAKEN = {
        "price_data",
        "quantity",
        "metadata",
        "discountable",
        "discounts",
        "amount",
        "unit_amount_decimal",
        "description",
        "currency",
        "period"
    };

    private Extras() {}

    static boolean given(Fields given) {
        return !given.objects("add_invoice_items").isEmpty();
    }

    /** They wait for the subscription's next invoice, which may be the one that is being written. */
    static void add(Step step, Doc subscription, Fields given) {
        var extras = given.objects("add_invoice_items");
        if (extras.size() > MOST)
            throw Problem.invalid("add_invoice_items", "You can add at most " + MOST + " invoice items.");
        for (var extra : extras) {
            var wish = Fields.empty()
                    .set("customer", subscription.text("customer"))
                    .set("currency", subscription.text("currency"))
                    .set("subscription", subscription.id())
                    .take(extra, TAKEN);
            if (extra.isSet("price")) wish.set("pricing", Fields.empty().set("price", extra.text("price")));
            InvoiceItems.create(step, wish);
        }
    }
}
