package org.broadsheet.staff;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Eighty random bits that somebody can copy from paper. Prints hidden. */
record RecoveryCode(String value) {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final Pattern FORM = Pattern.compile("[" + LETTERS + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    RecoveryCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a recovery code");
        }
    }

    static RecoveryCode random() {
        var text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return new RecoveryCode(text.toString());
    }

    /** Forgives what paper and people do to it: case, spaces, dashes, and the letters that look like digits. */
    static Optional<RecoveryCode> find(String typed) {
        var text = typed.replaceAll("[\\s\\p{Pd}]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return FORM.matcher(text).matches() ? Optional.of(new RecoveryCode(text)) : Optional.empty();
    }

    /** {@code 7K2M-…}: in groups, as it stands on the page. */
    String shown() {
        return value.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }

    @Override
    public String toString() {
        return "RecoveryCode[hidden]";
    }
}
