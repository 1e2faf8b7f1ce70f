package org.broadsheet.payments;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Money through Stripe. Nothing here trusts a browser, and nothing is charged twice because somebody asked twice. */
@Service
public class Payments {

    /** Opens the promise's payment page, or finds the one that is open. Call it outside any transaction. */
    public CheckoutOutcome open(CheckoutRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Looks at Stripe whether the promise's page was paid, and applies what it finds exactly as a webhook would. Call it outside any
     * transaction.
     */
    public CheckoutState refresh(UUID promise) {
        throw new UnsupportedOperationException();
    }

    /** Closes the promise's page if it is still open, so that it cannot be paid any more. */
    public void close(UUID promise) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public List<PaymentRecord> of(UUID promise) {
        throw new UnsupportedOperationException();
    }
}
