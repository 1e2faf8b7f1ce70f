package org.broadsheet.payments;

/**
 * Somebody should know of it now. Published as a Spring event inside the transaction that stores why.
 *
 * @param what in the words of a message key: {@code case.second_payment}, {@code inbox.dead}
 * @param subject ids at Stripe only
 */
public record Alarm(String what, String subject) {}
