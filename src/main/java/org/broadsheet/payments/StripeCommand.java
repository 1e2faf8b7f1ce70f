package org.broadsheet.payments;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;

/**
 * Something that Stripe is to do for a promise. Kept as it is in the outbox, so nothing personal may stand in it. What it is done to
 * follows from the promise, or from one of our payments; Stripe's ids never come from outside.
 */
public sealed interface StripeCommand {

    /** Let the subscription run to the end of what is paid, and no further. */
    record StopAtPeriodEnd() implements StripeCommand {}

    /** Withdraw a stop that has not taken effect. */
    record KeepGoing() implements StripeCommand {}

    /** End the subscription at once. Nothing is given back and nothing more is taken. */
    record CancelNow() implements StripeCommand {}

    /** From the next charge on, without a part for the period that runs. */
    record ChangeAmount(Money amount) implements StripeCommand {}

    /**
     * Charge another amount in another rhythm from the day on until which is paid.
     *
     * @param from the first charge of the new rhythm; nothing is charged before
     * @param description what the supporter sees on Stripe's pages and papers
     */
    record ChangeFrequency(Frequency frequency, Money amount, Instant from, String description)
            implements StripeCommand {}

    /** Void every invoice until then. */
    record PauseUntil(Instant resumesAt) implements StripeCommand {}

    /** Charge again, from the next day on that is due. */
    record Resume() implements StripeCommand {}

    /** Charge next then, and in the same rhythm from there; nothing is charged for the time until then. */
    record MoveNextCharge(Instant to) implements StripeCommand {}

    /** Give back a payment, or part of it. */
    record Refund(UUID payment, Money amount) implements StripeCommand {}

    /** Take an unpaid invoice back: it is never collected. */
    record VoidInvoice(UUID payment) implements StripeCommand {}

    /** Try to collect an open invoice now. */
    record PayInvoice(UUID payment) implements StripeCommand {}

    /** @param paymentMethod Stripe's id of it, as Stripe told us: charged from now on, whatever was pinned before */
    record UseCard(String paymentMethod) implements StripeCommand {}
}
