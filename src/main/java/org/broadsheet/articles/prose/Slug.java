package org.broadsheet.articles.prose;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The part of an address that is made from a headline or a name. */
public final class Slug {
    private static final int LONGEST = 80;
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Map<Character, String> LATIN = Map.ofEntries(
            Map.entry('а', "a"),
            Map.entry('б', "b"),
            Map.entry('в', "v"),
            Map.entry('г', "g"),
            Map.entry('д', "d"),
            Map.entry('е', "e"),
            Map.entry('ё', "yo"),
            Map.entry('ж', "zh"),
            Map.entry('з', "z"),
            Map.entry('и', "i"),
            Map.entry('й', "y"),
            Map.entry('к', "k"),
            Map.entry('л', "l"),
            Map.entry('м', "m"),
            Map.entry('н', "n"),
            Map.entry('о', "o"),
            Map.entry('п', "p"),
            Map.entry('р', "r"),
            Map.entry('с', "s"),
            Map.entry('т', "t"),
            Map.entry('у', "u"),
            Map.entry('ф', "f"),
            Map.entry('х', "h"),
            Map.entry('ц', "ts"),
            Map.entry('ч', "ch"),
            Map.entry('ш', "sh"),
            Map.entry('щ', "shch"),
            Map.entry('ъ', ""),
            Map.entry('ы', "y"),
            Map.entry('ь', ""),
            Map.entry('э', "e"),
            Map.entry('ю', "yu"),
            Map.entry('я', "ya"),
            Map.entry('ß', "ss"),
            Map.entry('ø', "o"),
            Map.entry('æ', "ae"),
            Map.entry('ł', "l"),
            Map.entry('đ', "d"));

    private Slug() {}

    public static boolean isOne(String text) {
        return text.length() <= 120 && SHAPE.matcher(text).matches();
    }

    /** @return never empty: a text without any letter that we can write gives "untitled" */
    public static String of(String text) {
        var latin = new StringBuilder();
        for (char each : text.toLowerCase(Locale.ROOT).toCharArray()) {
            latin.append(LATIN.getOrDefault(each, String.valueOf(each)));
        }
        var plain = Normalizer.normalize(latin, Normalizer.Form.NFD)
                .replaceAll("[\\p{M}’'ʼ]", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        if (plain.length() > LONGEST) {
            int end = plain.lastIndexOf('-', LONGEST);
            plain = plain.substring(0, end > 20 ? end : LONGEST);
        }
        return plain.isEmpty() ? "untitled" : plain;
    }
}
