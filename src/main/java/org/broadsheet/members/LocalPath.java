package org.broadsheet.members;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of ours without a language prefix, safe to lead somebody to. Only what our own addresses are made of passes: no dot, no
 * percent, no backslash, no second slash at the start, so nothing is left that a browser could read as another host.
 */
public record LocalPath(String value) {
    private static final int LONGEST = 200;
    private static final Pattern FORM =
            Pattern.compile("/(?:[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*)?(?:\\?[A-Za-z0-9_=&-]*)?");

    /** Ways in and out are no place to come back to. */
    private static final Pattern DOORS =
            Pattern.compile("/(?:sign-in|sign-out|claim|error|desk/sign-in|desk/setup)(?:[/?].*)?");

    public static final LocalPath ACCOUNT = new LocalPath("/account");

    public LocalPath {
        if (!isSafe(value)) {
            throw new IllegalArgumentException("Not a path of ours");
        }
    }

    public static Optional<LocalPath> find(@Nullable String text) {
        return text != null && isSafe(text) ? Optional.of(new LocalPath(text)) : Optional.empty();
    }

    private static boolean isSafe(String text) {
        return text.length() <= LONGEST
                && FORM.matcher(text).matches()
                && !DOORS.matcher(text).matches();
    }
}
