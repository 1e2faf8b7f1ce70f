package org.broadsheet.payments;

import java.util.UUID;
import org.broadsheet.payments.ListingGateway.FoundPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in what carries our mark and is not in this database, as after the loss of one: from the page at Stripe alone everything about
 * a promise can be known again.
 */
@Component
class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final CheckoutStore checkouts;
    private final ApplicationEventPublisher events;

    Adoption(CheckoutStore checkouts, ApplicationEventPublisher events) {
        this.checkouts = checkouts;
        this.events = events;
    }

    /** @return whether it was not known */
    @Transactional
    public boolean adopt(UUID promise, FoundPage page) {
        if (page.amount().isZero() || !checkouts.adopt(promise, page)) {
            return false;
        }
        LOG.warn("Promise {} was not known here, and is taken in from Stripe", promise);
        events.publishEvent(new PaymentEvent.CheckoutFound(
                promise, page.frequency(), page.amount(), page.createdAt(), page.metadata()));
        return true;
    }
}
