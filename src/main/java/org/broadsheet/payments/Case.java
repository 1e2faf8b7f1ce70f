package org.broadsheet.payments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody at the desk has to decide.
 *
 * @param subject the id at Stripe of what it is about
 */
public record Case(
        UUID id, CaseKind kind, String subject, @Nullable UUID promise, Instant raisedAt) {}
