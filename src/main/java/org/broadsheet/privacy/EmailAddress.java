package org.broadsheet.privacy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that a mail can be sent to, as it was typed but for the case of its domain. Prints masked, so that it cannot slip
 * into a log.
 */
public record EmailAddress(String value) {
    private static final int LONGEST = 254;

    // Stricter than RFC 5322 (no quotes, no comments, no address literals), looser than the fashion of the day: what
    // real people
    // have, including + and international names on either side.
    private static final Pattern FORM = Pattern.compile(
            "[^\\s@\"(),:;<>\\[\\\\\\]\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}-]{1,63}(\\.[\\p{L}\\p{N}-]{1,63})+");

    public EmailAddress {
        value = read(value).orElseThrow(() -> new IllegalArgumentException("Not an e-mail address"));
    }

    /** Empty when it cannot be one. Spaces around it are forgiven. */
    public static Optional<String> read(String typed) {
        var text = typed.strip();
        if (text.length() > LONGEST
                || !FORM.matcher(text).matches()
                || text.startsWith(".")
                || text.contains("..")
                || text.contains(".@")) {
            return Optional.empty();
        }
        int at = text.lastIndexOf('@');
        return Optional.of(text.substring(0, at + 1) + text.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    public static Optional<EmailAddress> find(String typed) {
        return read(typed).map(EmailAddress::new);
    }

    /** What the blind index is made of: nobody has two mailboxes that differ only in case. */
    String normalized() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** {@code e***@example.org}: enough for its owner to recognise it. */
    public String masked() {
        return value.charAt(0) + "***" + value.substring(value.lastIndexOf('@'));
    }

    @Override
    public String toString() {
        return "EmailAddress[hidden]";
    }
}
