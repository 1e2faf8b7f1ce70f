package org.broadsheet.contributions.papers;

import java.util.Optional;
import java.util.regex.Pattern;

/** {@code 2026-000123}: the 123rd receipt of the year in which the money came. Years are those of the newsroom's zone. */
public record ReceiptNumber(int year, int number) {
    private static final Pattern FORM = Pattern.compile("([2-9][0-9]{3})-([0-9]{6,9})");

    public static Optional<ReceiptNumber> find(String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        var number = new ReceiptNumber(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
        return number.toString().equals(text) ? Optional.of(number) : Optional.empty();
    }

    @Override
    public String toString() {
        return "%d-%06d".formatted(year, number);
    }
}
