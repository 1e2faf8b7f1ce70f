package org.broadsheet.payments;

import java.util.UUID;
import org.broadsheet.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment of a running contribution that was refused and is still owed.
 *
 * @param declineCode Stripe's word for why; null when it gave none
 */
public record Refusal(UUID payment, Money amount, @Nullable String declineCode) {

    public enum Kind {
        /** The same card may work another day. */
        SOFT,
        /** The same card will not work again. */
        HARD,
        /** The bank wants its customer to confirm it. */
        AUTHENTICATION
    }

    /** @see <a href="https://docs.stripe.com/declines/codes">Stripe: decline codes</a> */
    public Kind kind() {
        return switch (declineCode == null ? "" : declineCode) {
            case "authentication_required", "payment_intent_authentication_failure" -> Kind.AUTHENTICATION;
            case "expired_card",
                    "incorrect_number",
                    "invalid_account",
                    "invalid_number",
                    "lost_card",
                    "new_account_information_available",
                    "pickup_card",
                    "restricted_card",
                    "revocation_of_all_authorizations",
                    "revocation_of_authorization",
                    "stolen_card",
                    "stop_payment_order",
                    "transaction_not_allowed" -> Kind.HARD;
            default -> Kind.SOFT;
        };
    }
}
