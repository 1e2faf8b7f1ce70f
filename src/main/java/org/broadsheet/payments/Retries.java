package org.broadsheet.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** When an event that could not be worked on is tried again, and when it is given up. */
@Component
class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    static final List<Duration> SCHEDULE = List.of(
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(2));
    private static final Duration SOON = Duration.ofSeconds(3);

    private final InboxStore store;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final Clock wall;

    Retries(
            InboxStore store,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            @Qualifier("wall") Clock wall) {
        this.store = store;
        this.transaction = transaction;
        this.events = events;
        this.wall = wall;
    }

    /** Somebody else looks at the same promise, and may have begun before the event was there. */
    void soon(InboxStore.Work work) {
        store.postpone(work.eventId(), wall.instant().plus(SOON));
    }

    /** What it is about is not known yet, to Stripe or to us. */
    void park(InboxStore.Work work) {
        LOG.info("Event {} ({}) is parked: its object is not known yet", work.eventId(), work.type());
        later(work, "parked");
    }

    void later(InboxStore.Work work, RuntimeException failure) {
        var why = failure instanceof PaymentGateway.Unreachable
                ? "unreachable"
                : failure.getClass().getSimpleName();
        LOG.warn("Event {} ({}) failed at attempt {}", work.eventId(), work.type(), work.attempts(), failure);
        later(work, why);
    }

    private void later(InboxStore.Work work, String why) {
        if (work.attempts() <= SCHEDULE.size()) {
            store.retry(work.eventId(), why, wall.instant().plus(SCHEDULE.get(work.attempts() - 1)));
            return;
        }
        LOG.error("Event {} ({}) is given up after {} attempts: {}", work.eventId(), work.type(), work.attempts(), why);
        transaction.executeWithoutResult(status -> {
            store.dead(work.eventId(), why, wall.instant());
            events.publishEvent(new Alarm("inbox.dead", work.eventId()));
        });
    }
}
