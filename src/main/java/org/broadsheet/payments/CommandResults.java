package org.broadsheet.payments;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.payments.CommandOutcome.Done;
import org.broadsheet.payments.CommandOutcome.Refused;
import org.broadsheet.payments.PaymentEvent.CommandDone;
import org.broadsheet.payments.PaymentEvent.CommandRefused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what came of a command and tells it, in one transaction. */
@Component
class CommandResults {
    private final CommandStore store;
    private final ApplicationEventPublisher events;

    CommandResults(CommandStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    @Transactional
    public void finish(UUID command, CommandOutcome outcome, Instant now) {
        switch (outcome) {
            case Done done -> store.finished(command, done.stripeObject(), null, now);
            case Refused refused -> store.finished(command, null, refused.code(), now);
        }
        var finished = store.find(command).orElseThrow();
        events.publishEvent(
                switch (outcome) {
                    case Done done -> new CommandDone(finished.promise(), finished);
                    case Refused refused -> new CommandRefused(finished.promise(), finished);
                });
    }
}
