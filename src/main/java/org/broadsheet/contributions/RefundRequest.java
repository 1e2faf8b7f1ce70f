package org.broadsheet.contributions;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.money.Money;

/** A refund that waits for a second person. */
record RefundRequest(UUID id, UUID promise, UUID payment, Money amount, String reason, UUID askedBy, Instant askedAt) {}
