package org.broadsheet.sandbox.pages;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The little of PDF that a page of text needs. Its fonts are every reader's own, so it carries none. */
final class Pdf {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final String CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private static final String[] LATIN =
            "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" ", -1);
    private static final double MONO = 0.6;

    private Pdf() {}

    /** A page of A4, written on with the origin at the bottom left. */
    static final class Page {
        private final StringBuilder content = new StringBuilder();

        Page text(int x, int y, int size, String text) {
            return write("F1", x, y, size, text);
        }

        Page bold(int x, int y, int size, String text) {
            return write("F2", x, y, size, text);
        }

        Page mono(int x, int y, int size, String text) {
            return write("F3", x, y, size, text);
        }

        /** Ends at x: of this font every letter is as wide as any other. */
        Page figure(int x, int y, int size, String text) {
            return write("F3", (int) (x - western(text).length() * MONO * size), y, size, text);
        }

        Page rule(int from, int to, int y) {
            content.append("0.5 w %d %d m %d %d l S\n".formatted(from, y, to, y));
            return this;
        }

        private Page write(String font, int x, int y, int size, String text) {
            var escaped =
                    western(text).replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
            content.append("BT /%s %d Tf %d %d Td (".formatted(font, size, x, y))
                    .append(escaped)
                    .append(") Tj ET\n");
            return this;
        }
    }

    /** Those fonts know western letters only, so Russian ones are written with these. */
    static String western(String text) {
        var western = new StringBuilder();
        for (var letter :
                text.replaceAll("[\\p{Zs}]", " ").replaceAll("\\p{Cntrl}", " ").toCharArray()) {
            var place = CYRILLIC.indexOf(Character.toLowerCase(letter));
            if (place >= 0) western.append(sameCase(letter, LATIN[place]));
            else western.append(WESTERN.newEncoder().canEncode(letter) ? letter : '?');
        }
        return western.toString();
    }

    private static String sameCase(char letter, String latin) {
        if (!Character.isUpperCase(letter) || latin.isEmpty()) return latin;
        return latin.substring(0, 1).toUpperCase(Locale.ROOT) + latin.substring(1);
    }

    static byte[] of(List<Page> pages) {
        var objects = new ArrayList<String>();
        objects.add("<< /Type /Catalog /Pages 2 0 R /Lang (en) >>");
        var kids = new StringBuilder();
        for (int i = 0; i < pages.size(); i++) kids.append(6 + 2 * i).append(" 0 R ");
        objects.add("<< /Type /Pages /Kids [ " + kids + "] /Count " + pages.size() + " >>");
        for (var font : List.of("Helvetica", "Helvetica-Bold", "Courier"))
            objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /" + font + " /Encoding /WinAnsiEncoding >>");
        for (var page : pages) {
            objects.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + (objects.size() + 2)
                    + " 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>");
            objects.add("<< /Length " + page.content.toString().getBytes(WESTERN).length + " >>\nstream\n"
                    + page.content + "endstream");
        }
        return file(objects);
    }

    private static byte[] file(List<String> objects) {
        var file = new ByteArrayOutputStream();
        file.writeBytes("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII));
        var places = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            places.append("%010d 00000 n \n".formatted(file.size()));
            file.writeBytes(((i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n").getBytes(WESTERN));
        }
        var start = file.size();
        var count = objects.size() + 1;
        file.writeBytes(("xref\n0 " + count + "\n" + places + "trailer\n<< /Size " + count
                        + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }
}
