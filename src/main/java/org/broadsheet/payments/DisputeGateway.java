package org.broadsheet.payments;

/** Answers banks. A call goes over the network, and fails with {@link PaymentGateway.Unreachable}. */
public interface DisputeGateway {
    /**
     * Hands evidence in, for good; the same key hands the same in once.
     *
     * @return false when Stripe takes none any more
     */
    boolean answer(String disputeId, String text, String idempotencyKey);
}
