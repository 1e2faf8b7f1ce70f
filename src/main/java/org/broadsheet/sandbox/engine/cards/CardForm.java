package org.broadsheet.sandbox.engine.cards;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A card as somebody typed it, and what is wrong with it before any bank is asked. */
public record CardForm(String number, String expiry, String cvc) {

    /** What can be wrong, by Stripe's code. */
    public enum Mistake {
        INCORRECT_NUMBER,
        NOT_A_TEST_CARD,
        INVALID_EXPIRY_MONTH,
        INVALID_EXPIRY_YEAR,
        INVALID_CVC
    }

    /** The fields of the form. */
    public enum Field {
        NUMBER,
        EXPIRY,
        CVC
    }

    /** A test card with an expiry date that lies ahead. */
    public record Details(TestCard card, int month, int year) {
        public static Details valid(TestCard card, long now) {
            return new Details(card, 12, thisMonth(now).getYear() + 3);
        }
    }

    /** As a program types it: in numbers. */
    static CardForm of(String number, long month, long year, @Nullable String cvc) {
        return new CardForm(number, "%02d/%02d".formatted(month, year), cvc == null ? "" : cvc);
    }

    public Map<Field, Mistake> mistakes(long now) {
        var mistakes = new EnumMap<Field, Mistake>(Field.class);
        if (!passesLuhn(digits())) mistakes.put(Field.NUMBER, Mistake.INCORRECT_NUMBER);
        else if (TestCard.ofNumber(digits()).isEmpty()) mistakes.put(Field.NUMBER, Mistake.NOT_A_TEST_CARD);

        var month = month();
        var year = year();
        if (month < 1 || month > 12) mistakes.put(Field.EXPIRY, Mistake.INVALID_EXPIRY_MONTH);
        else if (year < 0
                || YearMonth.of(year, month).isBefore(thisMonth(now))
                || year > thisMonth(now).getYear() + 50) mistakes.put(Field.EXPIRY, Mistake.INVALID_EXPIRY_YEAR);

        var wanted = digits().startsWith("37") ? "\\d{4}" : "\\d{3}";
        if (!cvc.strip().matches(wanted)) mistakes.put(Field.CVC, Mistake.INVALID_CVC);
        return mistakes;
    }

    public Details details() {
        return new Details(TestCard.ofNumber(digits()).orElseThrow(), month(), year());
    }

    private String digits() {
        return number.replaceAll("[\\s-]", "");
    }

    private int month() {
        var parts = parts();
        return parts.length == 2 ? Integer.parseInt(parts[0]) : -1;
    }

    private int year() {
        var parts = parts();
        if (parts.length != 2) return -1;
        var year = Integer.parseInt(parts[1]);
        return year < 100 ? 2000 + year : year;
    }

    /** 12/34, 12 / 2034, 1234: people type all of them. */
    private String[] parts() {
        var typed = expiry.replaceAll("\\s", "");
        if (typed.matches("\\d{4}")) typed = typed.substring(0, 2) + "/" + typed.substring(2);
        return typed.matches("\\d{1,2}[/-](\\d{2}|\\d{4})") ? typed.split("[/-]") : new String[0];
    }

    private static YearMonth thisMonth(long now) {
        return YearMonth.from(java.time.Instant.ofEpochSecond(now).atOffset(ZoneOffset.UTC));
    }

    private static boolean passesLuhn(String digits) {
        if (!digits.matches("\\d{12,19}")) return false;
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }
}
