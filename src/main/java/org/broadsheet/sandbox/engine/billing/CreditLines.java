package org.broadsheet.sandbox.engine.billing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Limits;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Shapes;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.Decimals;
import org.jspecify.annotations.Nullable;

/** What a credit note takes back: parts of an invoice's lines with their share of the discounts, and sums of its own. */
final class CreditLines {
    private CreditLines() {}

    static List<Fields> of(Step step, Doc invoice, Fields given) {
        var wishes = given.objects("lines");
        if (wishes.isEmpty()) {
            if (!given.isSet("amount"))
                throw Problem.invalid("lines", "parameter_missing", "One of `amount` or `lines` must be provided.");
            return List.of(custom("Credit for invoice " + invoice.find("number"), given.number("amount"), 1, null));
        }
        var credited = credited(step, invoice);
        var lines = new ArrayList<Fields>();
        for (var wish : wishes) {
            var param = "lines[" + lines.size() + "]";
            lines.add(wish.is("type", "custom_line_item") ? custom(wish, param) : part(invoice, wish, credited, param));
        }
        return lines;
    }

    private static Fields custom(Fields wish, String param) {
        if (wish.isSet("invoice_line_item") || wish.isSet("amount"))
            throw Problem.invalid(param, "A custom line has a description, a unit amount and a quantity only.");
        if (!wish.isSet("description")) throw Problem.missingParameter(param + "[description]");
        if (wish.isSet("unit_amount") == wish.isSet("unit_amount_decimal"))
            throw Problem.invalid(
                    param + "[unit_amount]", "parameter_missing", "Give one of unit_amount, unit_amount_decimal.");
        var quantity = wish.number("quantity", 1);
        if (quantity < 1 || quantity > Limits.LARGEST_AMOUNT)
            throw Problem.invalid(param + "[quantity]", "parameter_invalid_integer", "Invalid positive integer");
        var unit = wish.isSet("unit_amount")
                ? BigDecimal.valueOf(wish.number("unit_amount"))
                : Decimals.read(wish.text("unit_amount_decimal"), param + "[unit_amount_decimal]");
        var amount = unit.multiply(BigDecimal.valueOf(quantity)).setScale(0, RoundingMode.HALF_UP);
        if (amount.abs().compareTo(BigDecimal.valueOf(Limits.LARGEST_AMOUNT)) > 0) throw Limits.tooLarge(param);
        return custom(wish.text("description"), amount.longValueExact(), quantity, unit);
    }

    private static Fields custom(String description, long amount, long quantity, @Nullable BigDecimal unit) {
        var each = unit == null ? BigDecimal.valueOf(amount) : unit;
        return new Fields(Shapes.blank("credit_note_line_item"))
                .set("id", Ids.fresh("cnli_"))
                .set("amount", amount)
                .set("description", description)
                .set("quantity", quantity)
                .set("type", "custom_line_item")
                .set("unit_amount", each.stripTrailingZeros().scale() <= 0 ? (Long) each.longValueExact() : null)
                .set("unit_amount_decimal", each.toPlainString());
    }

    private static Fields part(Doc invoice, Fields wish, Map<String, Long> credited, String param) {
        var id = wish.find("invoice_line_item");
        if (id == null) throw Problem.missingParameter(param + "[invoice_line_item]");
        var line = invoice.objects("lines.data").stream()
                .filter(each -> each.is("id", id))
                .findFirst()
                .orElseThrow(() -> Problem.unknownObject("line_item", id, param + "[invoice_line_item]"));
        var whole = line.number("amount");
        var before = credited.getOrDefault(id, 0L);
        var amount = amount(line, wish, param);
        if (amount < 1 || amount > whole - before)
            throw Problem.invalid(
                    param,
                    "The amount to credit (" + amount + ") must be positive and at most what is left of the line ("
                            + (whole - before) + ").");
        credited.put(id, before + amount);

        var discounts = new ArrayList<Fields>();
        var off = 0L;
        for (var discount : line.objects("discount_amounts")) {
            var share = share(discount.number("amount"), before + amount, whole)
                    - share(discount.number("amount"), before, whole);
            discounts.add(Fields.empty().set("amount", share).set("discount", discount.text("discount")));
            off += share;
        }
        return new Fields(Shapes.blank("credit_note_line_item"))
                .set("id", Ids.fresh("cnli_"))
                .set("amount", amount)
                .set("description", line.find("description"))
                .set("discount_amount", off)
                .set("discount_amounts", discounts)
                .set("invoice_line_item", id)
                .set("quantity", wish.findNumber("quantity"))
                .set("type", "invoice_line_item");
    }

    private static long amount(Fields line, Fields wish, String param) {
        if (wish.isSet("unit_amount") || wish.isSet("unit_amount_decimal") || wish.isSet("description"))
            throw Problem.invalid(param, "A line of the invoice is credited by its amount or by a quantity of it.");
        if (wish.isSet("amount") == wish.isSet("quantity"))
            throw Problem.invalid(param + "[amount]", "parameter_missing", "Give one of amount, quantity.");
        if (wish.isSet("amount")) return wish.number("amount");

        var quantity = wish.number("quantity");
        if (quantity < 1 || quantity > line.number("quantity", 1))
            throw Problem.invalid(param + "[quantity]", "The line has no quantity of " + quantity + ".");
        return share(line.number("amount"), quantity, line.number("quantity", 1));
    }

    /** Counted from the start each time, so that all parts of a line together are the whole line. */
    private static long share(long amount, long part, long whole) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    /** By line of the invoice, what earlier notes have credited of it. */
    private static Map<String, Long> credited(Step step, Doc invoice) {
        var credited = new LinkedHashMap<String, Long>();
        for (var note : CreditNotes.issued(step, invoice))
            for (var line : note.objects("lines.data"))
                line.maybe("invoice_line_item").ifPresent(id -> credited.merge(id, line.number("amount"), Long::sum));
        return credited;
    }
}
