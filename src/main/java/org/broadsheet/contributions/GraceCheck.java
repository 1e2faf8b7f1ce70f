package org.broadsheet.contributions;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether Stripe's account leaves the end of the grace to us. Its API does not show the setting, so we look at what it did: whatever
 * ended unpaid without our having asked for it was ended by Stripe's own rule.
 */
@Component
class GraceCheck {
    private static final Logger LOG = LoggerFactory.getLogger(GraceCheck.class);
    private static final Duration LOOKED_BACK = Duration.ofDays(60);

    private final OverdueStore store;
    private final Clock clock;

    GraceCheck(OverdueStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        long ended = endedByStripe();
        if (ended > 0) {
            LOG.warn(
                    "Stripe ended {} contributions in the last {} days before our own grace was over. Set Billing > Subscriptions and"
                            + " emails > Manage failed payments > \"If all retries for a payment fail\" to \"leave the subscription"
                            + " past-due\", and the same for the invoice.",
                    ended,
                    LOOKED_BACK.toDays());
        }
    }

    long endedByStripe() {
        return store.endedWithoutUs(clock.instant().minus(LOOKED_BACK));
    }
}
