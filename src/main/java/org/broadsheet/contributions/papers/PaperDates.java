package org.broadsheet.contributions.papers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Days in words: {@code November 23, 2026} and {@code 23 ноября 2026 г.} */
final class PaperDates {
    private PaperDates() {}

    static String full(LocalDate day, Locale language) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language));
    }

    static String full(Instant at, ZoneId zone, Locale language) {
        return full(LocalDate.ofInstant(at, zone), language);
    }
}
