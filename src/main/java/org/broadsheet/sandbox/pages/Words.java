package org.broadsheet.sandbox.pages;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;

/** Texts, sums and dates in English or Russian. */
final class Words {
    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    String say(Locale locale, String key, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    Optional<String> sayIfKnown(Locale locale, String key) {
        return Optional.ofNullable(messages.getMessage(key, null, null, locale));
    }

    String money(Locale locale, long minor, String currency) {
        var unit = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        var format =
                NumberFormat.getCurrencyInstance(locale.getLanguage().equals("ru") ? Locale.of("ru", "RU") : locale);
        format.setCurrency(unit);
        format.setMinimumFractionDigits(unit.getDefaultFractionDigits());
        format.setMaximumFractionDigits(unit.getDefaultFractionDigits());
        return format.format(java.math.BigDecimal.valueOf(minor, unit.getDefaultFractionDigits()));
    }

    String date(Locale locale, long moment) {
        return Instant.ofEpochSecond(moment)
                .atOffset(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
    }

    String moment(Locale locale, long moment) {
        return Instant.ofEpochSecond(moment)
                .atOffset(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", locale));
    }

    String duration(Locale locale, long seconds) {
        return say(locale, "control.ahead", seconds / 86_400, seconds % 86_400 / 3_600);
    }
}
