package org.broadsheet.publication;

import java.util.Locale;

/**
 * The plural forms of whole numbers in the languages that we speak.
 *
 * @see <a href="https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html">CLDR plural rules</a>
 */
public enum PluralForm {
    ONE,
    FEW,
    MANY;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PluralForm of(Locale language, long number) {
        return switch (language.getLanguage()) {
            case "ru", "uk" -> slavic(Math.abs(number));
            default -> Math.abs(number) == 1 ? ONE : MANY;
        };
    }

    private static PluralForm slavic(long number) {
        long tens = number % 100;
        long ones = number % 10;
        if (ones == 1 && tens != 11) {
            return ONE;
        }
        return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? FEW : MANY;
    }
}
