package org.broadsheet.reports;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.publication.Texts;

/** How figures are put into words, in a page's language and the newsroom's zone. Templates know it as {@code say}. */
record Wording(Locale locale, ZoneId zone, Texts texts) {
    private static final String MINUS = "\u2212";

    public String text(String key, Object... arguments) {
        return texts.get(locale, key, arguments);
    }

    public String count(String key, long number, Object... arguments) {
        return texts.count(locale, key, number, arguments);
    }

    public String number(long number) {
        var digits = NumberFormat.getIntegerInstance(locale).format(Math.abs(number));
        return number < 0 ? MINUS + digits : digits;
    }

    /** With its sign: +9, −3, 0. */
    public String change(long number) {
        return number > 0 ? "+" + number(number) : number(number);
    }

    /** As a headline has it: without cents when there are none. */
    public String money(Money money) {
        return MoneyText.format(money, locale);
    }

    public String exact(Money money) {
        return MoneyText.exact(money, locale);
    }

    public String exact(Balance balance) {
        return balance.isNegative() ? MINUS + exact(balance.size()) : exact(balance.size());
    }

    public String change(Balance balance) {
        return (balance.isZero() ? "" : balance.isNegative() ? MINUS : "+") + money(balance.size());
    }

    /** Euro, US Dollar; in Russian with a capital, as a heading begins. */
    public String name(Currency currency) {
        var name = currency.getDisplayName(locale);
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    /** November 2026, as a heading or a row has it. */
    public String month(YearMonth month) {
        var text = month.format(format("LLLL yyyy"));
        return text.substring(0, 1).toUpperCase(locale) + text.substring(1);
    }

    /** November 2026 within a sentence, after "since" and its like. */
    public String ofMonth(YearMonth month) {
        return month.format(format("MMMM yyyy"));
    }

    public String shortMonth(YearMonth month) {
        return month.format(format("LLL")).replace(".", "");
    }

    public String day(Instant instant) {
        return local(instant, DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM));
    }

    public String longDay(Instant instant) {
        return local(instant, DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG));
    }

    public String time(Instant instant) {
        return local(instant, DateTimeFormatter.ofPattern("HH:mm"));
    }

    /** For {@code datetime}. */
    public String machine(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atZone(zone).withNano(0));
    }

    private DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale);
    }

    private String local(Instant instant, DateTimeFormatter format) {
        return format.withLocale(locale).withZone(zone).format(instant);
    }
}
