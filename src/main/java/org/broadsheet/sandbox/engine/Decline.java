package org.broadsheet.sandbox.engine;

import org.jspecify.annotations.Nullable;

/** A bank's no. A hard one will be a no tomorrow, too, so it is not worth asking again. */
public record Decline(String code, @Nullable String declineCode, String message, boolean hard) {

    public static Decline card(String declineCode, String message, boolean hard) {
        return new Decline("card_declined", declineCode, message, hard);
    }

    public static Decline generic() {
        return card("generic_decline", "Your card was declined.", false);
    }
}
