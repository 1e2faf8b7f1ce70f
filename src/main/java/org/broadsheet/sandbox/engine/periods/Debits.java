package org.broadsheet.sandbox.engine.periods;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.DraftLines;

/** What a subscription's items have been billed and not been given back: flexible billing credits nothing else. */
public final class Debits {
    private static final String PLACE = "debits";

    private Debits() {}

    public static List<Debit> of(Doc subscription) {
        return subscription.hidden().objects(PLACE).stream().map(Debit::of).toList();
    }

    private static void keep(Doc subscription, List<Debit> debits) {
        subscription.hidden().set(PLACE, debits.stream().map(Debit::toFields).toList());
    }

    static void add(Doc subscription, Debit debit) {
        var all = new ArrayList<>(of(subscription));
        all.add(debit);
        keep(subscription, all);
    }

    /** Takes over what the invoice bills for the items; what is over by now will never be given back. */
    public static void remember(Step step, Doc subscription, Doc invoice) {
        var all = new ArrayList<>(of(subscription));
        all.removeIf(debit -> !debit.reachesBeyond(step.now()));
        for (var line : invoice.objects("lines.data")) {
            var details = line.findObject("parent.subscription_item_details");
            if (details == null || details.is("proration") && details.isSet("invoice_item")) continue;
            var discounted = line.objects("discount_amounts").stream()
                    .mapToLong(each -> each.number("amount"))
                    .sum();
            if (line.number("amount") <= discounted) continue;
            all.add(new Debit(
                    details.text("subscription_item"),
                    line.number("period.start"),
                    line.number("period.end"),
                    line.number("amount") - discounted,
                    new Debit.Sold(
                            line.text("pricing.price_details.price"),
                            line.text("pricing.price_details.product"),
                            line.text("pricing.unit_amount_decimal"),
                            line.text("currency"),
                            line.number("quantity")),
                    invoice.id(),
                    line.text("id")));
        }
        keep(subscription, all);
    }

    /** Gives back what the item was billed beyond the moment: a credit for each debit, as flexible billing has it. */
    static List<Debit.Credit> giveBack(Step step, Doc subscription, String item, long moment) {
        var credits = new ArrayList<Debit.Credit>();
        var kept = new ArrayList<Debit>();
        for (var debit : of(subscription)) {
            if (!debit.item().equals(item) || !debit.reachesBeyond(moment)) {
                kept.add(debit);
                continue;
            }
            var billed = whereBilled(step, debit);
            if (!stands(step, billed)) continue;
            credits.add(billed.unusedAfter(moment));
            kept.add(debit.usedUntil(moment));
        }
        keep(subscription, kept);
        return credits.stream().filter(credit -> credit.amount() > 0).toList();
    }

    /** What waited for an invoice when it was debited stands on one by now, or waits still. */
    private static Debit whereBilled(Step step, Debit debit) {
        var item = debit.invoice() == null ? step.find(debit.line()) : null;
        var invoice = item == null ? null : step.find(item.find("invoice"));
        if (item == null || invoice == null) return debit;
        return invoice.objects("lines.data").stream()
                .filter(line -> DraftLines.isOf(line, item.id()))
                .findFirst()
                .map(line -> debit.on(invoice.id(), line.text("id")))
                .orElse(debit);
    }

    /** What stood on an invoice that was voided has never been owed, nor what was taken back before it was billed. */
    private static boolean stands(Step step, Debit debit) {
        var source = step.find(debit.invoice() == null ? debit.line() : debit.invoice());
        return source != null && !source.is("deleted") && !source.is("status", "void");
    }

    public static void forget(Doc subscription, Predicate<String> item) {
        keep(
                subscription,
                of(subscription).stream()
                        .filter(debit -> !item.test(debit.item()))
                        .toList());
    }
}
