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

    public static Decline hard(String declineCode) {
        return card(declineCode, "Your card was declined.", true);
    }

    public static Decline insufficientFunds() {
        return card("insufficient_funds", "Your card has insufficient funds.", false);
    }

    public static Decline velocityExceeded() {
        return card(
                "card_velocity_exceeded", "Your card was declined for making repeated attempts too frequently.", false);
    }

    public static Decline expiredCard() {
        return new Decline("expired_card", "expired_card", "Your card has expired.", true);
    }

    public static Decline incorrectCvc() {
        return new Decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", false);
    }

    public static Decline processingError() {
        return new Decline(
                "processing_error",
                "processing_error",
                "An error occurred while processing your card. Try again in a little bit.",
                false);
    }

    /** Nobody was there to answer the bank. */
    public static Decline authenticationRequired() {
        return new Decline(
                "authentication_required",
                "authentication_required",
                "Your card was declined. This transaction requires authentication.",
                true);
    }

    /** Not the bank but Radar said no, before the bank was asked. */
    public static Decline blocked() {
        return hard("fraudulent");
    }
}
