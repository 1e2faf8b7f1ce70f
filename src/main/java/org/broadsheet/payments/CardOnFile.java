package org.broadsheet.payments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription is paid, as Stripe has it.
 *
 * @param inUse Stripe's id of the payment method that is charged; null when there is none
 * @param offered the one that the supporter gave last; a subscription that has one pinned does not follow it by itself
 * @param label of the one in use, as in {@code Visa 4242}; null when it is no card
 * @param expiresOn its last day; null when it is no card
 */
public record CardOnFile(
        @Nullable String inUse,
        @Nullable String offered,
        @Nullable String label,
        @Nullable LocalDate expiresOn) {}
