package org.broadsheet.members;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Eight characters for typing: none that is taken for another. How they are written does not matter: case, spaces, dashes, and
 * Cyrillic letters that look the same are forgiven. Prints hidden.
 */
record SignInCode(String value) {
    static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    static final int LENGTH = 8;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<Character, Character> LOOKALIKES = Map.ofEntries(
            Map.entry('А', 'A'),
            Map.entry('В', 'B'),
            Map.entry('Е', 'E'),
            Map.entry('К', 'K'),
            Map.entry('М', 'M'),
            Map.entry('Н', 'H'),
            Map.entry('Р', 'P'),
            Map.entry('С', 'C'),
            Map.entry('Т', 'T'),
            Map.entry('Х', 'X'),
            Map.entry('У', 'Y'));

    SignInCode {
        if (value.length() != LENGTH || value.chars().anyMatch(each -> ALPHABET.indexOf(each) < 0)) {
            throw new IllegalArgumentException("Not a code");
        }
    }

    static SignInCode random() {
        return new SignInCode(RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(each -> String.valueOf(ALPHABET.charAt(each)))
                .collect(Collectors.joining()));
    }

    static Optional<SignInCode> read(@Nullable String typed) {
        if (typed == null || typed.length() > 40) {
            return Optional.empty();
        }
        var text = typed.toUpperCase(Locale.ROOT)
                .chars()
                .filter(each -> !Character.isWhitespace(each)
                        && !Character.isSpaceChar(each)
                        && Character.getType(each) != Character.DASH_PUNCTUATION)
                .mapToObj(each -> String.valueOf(LOOKALIKES.getOrDefault((char) each, (char) each)))
                .collect(Collectors.joining());
        try {
            return Optional.of(new SignInCode(text));
        } catch (IllegalArgumentException ignored) {
            return Optional.empty();
        }
    }

    /** As it stands in a mail: {@code ABCD-EFGH}. */
    String shown() {
        return value.substring(0, LENGTH / 2) + "-" + value.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "SignInCode[hidden]";
    }
}
