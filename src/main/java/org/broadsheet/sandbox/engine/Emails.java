package org.broadsheet.sandbox.engine;

import org.jspecify.annotations.Nullable;

/** Addresses of mail: what the API takes for one, and the stricter sense that a form has of it. */
public final class Emails {
    private static final int LONGEST = 512;

    private Emails() {}

    public static void check(@Nullable String email, String param) {
        if (email != null && !isValid(email))
            throw Problem.invalid(param, "email_invalid", "Invalid email address: " + email);
    }

    public static boolean isValid(String email) {
        return email.length() <= LONGEST && email.matches("[^@\\s]+@[^@\\s]+");
    }

    /** Whoever types one on a page means one that mail can reach. */
    public static boolean isReachable(String typed) {
        return isValid(typed) && typed.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    }
}
