package org.broadsheet.payments;

/**
 * An event of Stripe's whose signature was right, as it came.
 *
 * @param objectId of what it is about; events without one (a preview of an invoice) carry the type of the object instead
 * @param payload the raw bytes, which alone were signed
 */
public record ReceivedEvent(String id, String type, String objectId, byte[] payload) {}
