package org.broadsheet.sandbox.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.pages.InvoiceSheet.Line;

/** A credit note in the words of an invoice's page: what was taken back of which invoice. */
final class CreditNoteSheet {
    private CreditNoteSheet() {}

    static InvoiceSheet of(Doc note, Doc invoice, Words words, Locale locale) {
        var total = money(note, note.number("total"), words, locale);
        return new InvoiceSheet(
                note.text("number"),
                words.say(locale, "credit." + note.text("status")),
                "off",
                total,
                note.objects("lines.data").stream()
                        .map(line -> line(note, line, words, locale))
                        .toList(),
                sums(note, total, words, locale),
                facts(note, invoice, words, locale),
                note.find("memo"),
                null);
    }

    private static Line line(Doc note, Fields line, Words words, Locale locale) {
        return new Line(line.maybe("description").orElse("–"), null, money(note, line.number("amount"), words, locale));
    }

    private static List<Line> sums(Doc note, String total, Words words, Locale locale) {
        var sums = new ArrayList<Line>();
        var off = note.number("discount_amount", 0);
        if (off > 0)
            sums.add(new Line(words.say(locale, "invoice.sum.discount"), null, money(note, -off, words, locale)));
        sums.add(new Line(words.say(locale, "invoice.sum.total"), null, total));
        return sums;
    }

    private static List<Line> facts(Doc note, Doc invoice, Words words, Locale locale) {
        return List.of(
                new Line(
                        words.say(locale, "invoice.for"),
                        null,
                        invoice.maybe("customer_name")
                                .or(() -> invoice.maybe("customer_email"))
                                .orElse("–")),
                new Line(
                        words.say(locale, "credit.invoice"),
                        null,
                        invoice.maybe("number").orElse(invoice.id())),
                new Line(words.say(locale, "invoice.date"), null, words.date(locale, note.created())));
    }

    private static String money(Doc note, long amount, Words words, Locale locale) {
        return words.money(locale, amount, note.text("currency"));
    }
}
