package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import org.broadsheet.payments.PaymentGateway.Unreachable;
import org.broadsheet.publication.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Tells which account at Stripe and which mode we are with, and keeps a copy of us from asking Stripe to do anything. */
@Component
class StripeAccount {
    private static final Logger LOG = LoggerFactory.getLogger(StripeAccount.class);

    private final StripeClient stripe;
    private final Standing standing;

    StripeAccount(StripeClient stripe, StripeSettings settings, Standing standing) {
        this.stripe = stripe;
        this.standing = standing;
        standing.declare(settings.live() ? "live" : "test");
    }

    @Async
    @EventListener(ApplicationReadyEvent.class)
    void ask() {
        try {
            standing.declareAccount(stripe.v1().accounts().retrieveCurrent().getId());
        } catch (StripeException e) {
            LOG.warn(
                    "Stripe does not tell which account this is: {}",
                    e.getClass().getSimpleName());
        }
    }

    /** @throws Unreachable when this is a copy: nothing has been sent */
    void requireOriginal(String what) {
        if (!standing.mayAct()) {
            throw new Unreachable(
                    what + ": this is a copy", new IllegalStateException("a copy"), Unreachable.Why.NOT_SENT);
        }
    }
}
