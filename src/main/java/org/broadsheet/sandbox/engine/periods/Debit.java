package org.broadsheet.sandbox.engine.periods;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.broadsheet.sandbox.engine.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What an item was billed for a stretch of time. Giving back a part of it shortens it, so that what is credited and
 * what is kept are the sum that was debited, to the cent. Without an invoice, the line is an invoice item that waits.
 */
public record Debit(
        String item,
        long start,
        long end,
        long amount,
        Sold sold,
        @Nullable String invoice,
        String line) {

    /** What was sold, as the credit has to name it later. */
    public record Sold(String price, String product, String unitAmount, String currency, long quantity) {
        static Sold of(Fields fields) {
            return new Sold(
                    fields.text("price"),
                    fields.text("product"),
                    fields.text("unit_amount"),
                    fields.text("currency"),
                    fields.number("quantity"));
        }

        /** The subscription item as it was when it was billed. */
        Fields asItem(String id) {
            var then = Fields.empty()
                    .set("id", price)
                    .set("product", product)
                    .set("unit_amount_decimal", unitAmount)
                    .set("currency", currency);
            return Fields.empty().set("id", id).set("quantity", quantity).set("price", then);
        }

        Fields toFields() {
            return Fields.empty()
                    .set("price", price)
                    .set("product", product)
                    .set("unit_amount", unitAmount)
                    .set("currency", currency)
                    .set("quantity", quantity);
        }
    }

    /** A part of a debit that is given back, from the given moment to the debit's end. */
    public record Credit(Debit of, long from, long amount) {}

    public static Debit of(Fields fields) {
        return new Debit(
                fields.text("item"),
                fields.number("start"),
                fields.number("end"),
                fields.number("amount"),
                Sold.of(fields.object("sold")),
                fields.find("invoice"),
                fields.text("line"));
    }

    Fields toFields() {
        return Fields.empty()
                .set("item", item)
                .set("start", start)
                .set("end", end)
                .set("amount", amount)
                .set("sold", sold.toFields())
                .set("invoice", invoice)
                .set("line", line);
    }

    public Debit on(String otherInvoice, String otherLine) {
        return new Debit(item, start, end, amount, sold, otherInvoice, otherLine);
    }

    public boolean reachesBeyond(long moment) {
        return end > moment;
    }

    public Credit unusedAfter(long moment) {
        var from = Math.max(moment, start);
        return new Credit(this, from, share(amount, start, end, from));
    }

    public Debit usedUntil(long moment) {
        var until = Math.max(moment, start);
        return new Debit(item, start, until, amount - unusedAfter(moment).amount(), sold, invoice, line);
    }

    /** The part of a sum for the time from start to end that belongs to the time from the given moment on. */
    public static long share(long amount, long start, long end, long from) {
        if (from <= start || end <= start) return amount;
        if (from >= end) return 0;
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(end - from))
                .divide(BigDecimal.valueOf(end - start), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
