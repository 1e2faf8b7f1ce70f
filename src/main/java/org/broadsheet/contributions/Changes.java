package org.broadsheet.contributions;

import java.util.UUID;
import org.broadsheet.payments.Asker;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.StripeCommand;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes down what a supporter wants changed and orders it, in one transaction: both are kept, or neither. */
@Component
class Changes {
    private final Payments payments;

    Changes(Payments payments) {
        this.payments = payments;
    }

    @Transactional
    public UUID stop(Contribution contribution, Asker by) {
        return payments.order(contribution.promise(), new StripeCommand.StopAtPeriodEnd(), by);
    }
}
