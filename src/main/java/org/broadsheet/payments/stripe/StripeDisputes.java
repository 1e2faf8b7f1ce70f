package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeUpdateParams;
import org.broadsheet.payments.DisputeGateway;
import org.broadsheet.payments.PaymentGateway.Unreachable;
import org.springframework.stereotype.Component;

/** Hands evidence in. */
@Component
class StripeDisputes implements DisputeGateway {
    private final StripeClient stripe;
    private final StripeBreaker breaker;
    private final StripeAccount account;

    StripeDisputes(StripeClient stripe, StripeBreaker breaker, StripeAccount account) {
        this.stripe = stripe;
        this.breaker = breaker;
        this.account = account;
    }

    @Override
    public boolean answer(String disputeId, String text, String idempotencyKey) {
        account.requireOriginal("answering " + disputeId);
        var params = DisputeUpdateParams.builder()
                .setEvidence(DisputeUpdateParams.Evidence.builder()
                        .setUncategorizedText(text)
                        .build())
                .setSubmit(true)
                .build();
        var options = RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
        try {
            breaker.asked("answering " + disputeId, () -> stripe.v1().disputes().update(disputeId, params, options));
            return true;
        } catch (InvalidRequestException refused) {
            return false;
        } catch (StripeException e) {
            throw new Unreachable("answering " + disputeId, e);
        }
    }
}
