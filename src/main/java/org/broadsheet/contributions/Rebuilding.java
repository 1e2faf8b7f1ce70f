package org.broadsheet.contributions;

import java.time.Clock;
import org.broadsheet.payments.PaymentEvent.CheckoutFound;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Knows promises again from what is written on their pages at Stripe, as after the loss of the database. */
@Component
class Rebuilding {
    private final PromiseStore promises;
    private final Publication publication;
    private final Clock clock;

    Rebuilding(PromiseStore promises, Publication publication, Clock clock) {
        this.promises = promises;
        this.publication = publication;
        this.clock = clock;
    }

    /** One that is here stays as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rebuild(CheckoutFound found) {
        if (promises.find(found.promise()).isPresent()) {
            return;
        }
        var newsroom = publication.newsroom();
        promises.rebuild(
                found.promise(),
                found.frequency(),
                PromiseTerms.read(found, newsroom.zone(), newsroom.languages().getFirst()),
                // No browser and no link leads to it any more; both have to be something all the same.
                Token.random().hash(),
                found.at(),
                clock.instant());
    }
}
