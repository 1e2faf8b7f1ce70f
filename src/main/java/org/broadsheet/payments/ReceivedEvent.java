package org.broadsheet.payments;

import org.jspecify.annotations.Nullable;

/**
 * An event of Stripe's whose signature was right, as it came.
 *
 * @param objectId of what it is about; events without one (a preview of an invoice) carry the type of the object instead
 * @param apiVersion in which it is written; null when it does not say
 * @param otherMode whether it is of live money while we run on test money, or the other way round
 * @param payload the raw bytes, which alone were signed
 */
public record ReceivedEvent(
        String id, String type, String objectId, @Nullable String apiVersion, boolean otherMode, byte[] payload) {}
