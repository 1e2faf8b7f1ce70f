package org.broadsheet.sandbox.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.jspecify.annotations.Nullable;

/** An invoice in the words and figures of whoever is to pay it, and nothing else about the account. */
record InvoiceSheet(
        String number,
        String status,
        String tone,
        String due,
        List<Line> lines,
        List<Line> sums,
        List<Line> facts,
        @Nullable String note,
        @Nullable String footer) {

    /** A row: words on the left, a figure or a fact on the right. */
    record Line(String words, @Nullable String detail, String figure) {}

    static InvoiceSheet of(Doc invoice, Words words, Locale locale) {
        var status = invoice.text("status");
        var paid = status.equals("paid");
        return new InvoiceSheet(
                invoice.maybe("number").orElse(invoice.id()),
                words.say(locale, "invoice." + status),
                switch (status) {
                    case "paid" -> "good";
                    case "open" -> "warn";
                    case "uncollectible" -> "bad";
                    default -> "off";
                },
                money(invoice, paid ? "total" : "amount_remaining", words, locale),
                invoice.objects("lines.data").stream()
                        .map(line -> line(line, words, locale))
                        .toList(),
                sums(invoice, words, locale),
                facts(invoice, words, locale),
                invoice.find("description"),
                invoice.find("footer"));
    }

    private static Line line(Fields line, Words words, Locale locale) {
        var from = line.findNumber("period.start");
        var to = line.findNumber("period.end");
        var period = from == null || to == null || from.equals(to)
                ? null
                : words.date(locale, from) + " – " + words.date(locale, to);
        return new Line(
                line.maybe("description").orElse("–"),
                period,
                words.money(locale, line.number("amount"), line.text("currency")));
    }

    private static List<Line> sums(Doc invoice, Words words, Locale locale) {
        var sums = new ArrayList<Line>();
        var off = invoice.objects("total_discount_amounts").stream()
                .mapToLong(each -> each.number("amount"))
                .sum();
        if (off > 0) {
            sums.add(sum("subtotal", money(invoice, "subtotal", words, locale), words, locale));
            sums.add(sum("discount", words.money(locale, -off, invoice.text("currency")), words, locale));
        }
        sums.add(sum("total", money(invoice, "total", words, locale), words, locale));
        var balance = invoice.number("amount_due") - invoice.number("total");
        if (balance != 0 && invoice.number("total") > 0)
            sums.add(sum("balance", words.money(locale, balance, invoice.text("currency")), words, locale));
        if (invoice.number("amount_paid") > 0)
            sums.add(sum(
                    "paid",
                    words.money(locale, -invoice.number("amount_paid"), invoice.text("currency")),
                    words,
                    locale));
        if (!invoice.is("status", "void"))
            sums.add(sum("due", money(invoice, "amount_remaining", words, locale), words, locale));
        return sums;
    }

    private static Line sum(String name, String figure, Words words, Locale locale) {
        return new Line(words.say(locale, "invoice.sum." + name), null, figure);
    }

    private static List<Line> facts(Doc invoice, Words words, Locale locale) {
        var facts = new ArrayList<Line>();
        facts.add(new Line(
                words.say(locale, "invoice.for"),
                null,
                invoice.maybe("customer_name")
                        .or(() -> invoice.maybe("customer_email"))
                        .orElse("–")));
        facts.add(new Line(
                words.say(locale, "invoice.date"),
                null,
                words.date(locale, invoice.number("status_transitions.finalized_at", invoice.created()))));
        var due = invoice.findNumber("due_date");
        if (due != null) facts.add(new Line(words.say(locale, "invoice.due"), null, words.date(locale, due)));
        var paid = invoice.findNumber("status_transitions.paid_at");
        if (paid != null) facts.add(new Line(words.say(locale, "invoice.paidon"), null, words.date(locale, paid)));
        return facts;
    }

    private static String money(Doc invoice, String key, Words words, Locale locale) {
        return words.money(locale, invoice.number(key), invoice.text("currency"));
    }
}
