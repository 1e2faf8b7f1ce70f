package org.broadsheet.payments;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment that a bank wants back, or asks about, and that is not decided.
 *
 * @param reason in Stripe's words
 * @param inquiry whether it only asks: no money has moved
 * @param dueBy until when evidence is taken; null where none is
 * @param answerable whether it waits for our evidence
 */
public record OpenDispute(
        String id,
        UUID promise,
        Money amount,
        String reason,
        boolean inquiry,
        Instant madeAt,
        @Nullable Instant dueBy,
        boolean answerable) {}
