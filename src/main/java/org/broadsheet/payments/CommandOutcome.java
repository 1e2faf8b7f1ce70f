package org.broadsheet.payments;

import org.jspecify.annotations.Nullable;

/** What Stripe said to a command. That it said nothing is {@link PaymentGateway.Unreachable}. */
public sealed interface CommandOutcome {

    /** @param stripeObject what came of it (a refund); null when it only changed something that was there */
    record Done(@Nullable String stripeObject) implements CommandOutcome {}

    /** @param code Stripe's; nothing has changed, and asking again would not help */
    record Refused(String code) implements CommandOutcome {}
}
