package org.broadsheet.sandbox.pages;

import java.util.ArrayList;
import java.util.List;

/** An invoice on paper: A4, in English, marked as a rehearsal. */
final class InvoicePdf {
    private static final int LINES_A_PAGE = 22;
    private static final int LEFT = 60;
    private static final int RIGHT = 535;
    private static final int TOP = 790;

    private InvoicePdf() {}

    static byte[] of(InvoiceSheet sheet) {
        return of("Invoice ", sheet);
    }

    static byte[] of(String title, InvoiceSheet sheet) {
        var pages = new ArrayList<Pdf.Page>();
        var rest = sheet.lines();
        do {
            var here = rest.subList(0, Math.min(rest.size(), LINES_A_PAGE));
            rest = rest.subList(here.size(), rest.size());
            pages.add(page(title, sheet, here, pages.isEmpty(), rest.isEmpty()));
        } while (!rest.isEmpty());
        return Pdf.of(pages);
    }

    private static Pdf.Page page(
            String title, InvoiceSheet sheet, List<InvoiceSheet.Line> lines, boolean first, boolean last) {
        var page = new Pdf.Page();
        page.mono(LEFT, TOP, 9, "SANDBOX - NO REAL MONEY. A rehearsal, not a claim to payment.");
        page.rule(LEFT, RIGHT, TOP - 10);
        var y = TOP - 50;
        page.bold(LEFT, y, 20, title + sheet.number());
        y -= 22;
        page.text(LEFT, y, 10, sheet.status());
        y -= 26;
        if (first)
            for (var fact : sheet.facts()) {
                page.text(LEFT, y, 10, fact.words()).text(LEFT + 130, y, 10, fact.figure());
                y -= 16;
            }
        y -= 10;
        page.rule(LEFT, RIGHT, y);
        for (var line : lines) {
            y -= 16;
            page.text(LEFT, y, 10, shortened(line.words())).figure(RIGHT, y, 10, line.figure());
            if (line.detail() != null) page.text(LEFT, y -= 11, 8, line.detail());
        }
        if (!last) return page;
        page.rule(LEFT, RIGHT, y -= 12);
        for (var sum : sheet.sums()) {
            y -= 16;
            page.bold(LEFT, y, 10, sum.words()).figure(RIGHT, y, 10, sum.figure());
        }
        if (sheet.note() != null) page.text(LEFT, y - 30, 9, shortened(sheet.note()));
        if (sheet.footer() != null) page.text(LEFT, y - 44, 9, shortened(sheet.footer()));
        return page;
    }

    private static String shortened(String text) {
        return text.length() <= 75 ? text : text.substring(0, 74) + "…";
    }
}
