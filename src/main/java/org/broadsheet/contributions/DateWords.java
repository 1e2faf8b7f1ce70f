package org.broadsheet.contributions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days as people read them: {@code November 23, 2026} and {@code 23 ноября 2026 г.} */
final class DateWords {
    private DateWords() {}

    static String full(LocalDate day, Locale language) {
        return format(day, language, isRussian(language) ? "d MMMM y 'г.'" : "MMMM d, y");
    }

    static String full(Instant at, ZoneId zone, Locale language) {
        return full(LocalDate.ofInstant(at, zone), language);
    }

    static String dayAndMonth(LocalDate day, Locale language) {
        return format(day, language, isRussian(language) ? "d MMMM" : "MMMM d");
    }

    static String monthAndYear(Instant at, ZoneId zone, Locale language) {
        return format(LocalDate.ofInstant(at, zone), language, isRussian(language) ? "LLLL y 'г.'" : "MMMM y");
    }

    /** {@code 23rd}, {@code 23-го}. */
    static String ordinal(int number, Locale language) {
        if (isRussian(language)) {
            return number + "-го";
        }
        int tens = number % 100;
        if (tens >= 11 && tens <= 13) {
            return number + "th";
        }
        return number
                + switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    private static String format(LocalDate day, Locale language, String pattern) {
        return day.format(DateTimeFormatter.ofPattern(pattern, language));
    }

    private static boolean isRussian(Locale language) {
        return language.getLanguage().equals("ru");
    }
}
