package org.broadsheet.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.broadsheet.privacy.Privacy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Works off the inbox: finds the promise of each event and looks it up afresh. */
@Component
class EventWorker {
    private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** What an event about the balance tells of has moved by then. */
    private static final Duration JUST_NOW = Duration.ofDays(2);

    private static final int BATCH = 10;
    private static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(2));

    private final InboxStore store;
    private final EventSubject subjects;
    private final Refresher refresher;
    private final BalanceReading reading;
    private final Privacy privacy;
    private final Clock clock;
    private final Clock wall;

    EventWorker(
            InboxStore store,
            EventSubject subjects,
            Refresher refresher,
            BalanceReading reading,
            Privacy privacy,
            Clock clock,
            @Qualifier("wall") Clock wall) {
        this.store = store;
        this.subjects = subjects;
        this.refresher = refresher;
        this.reading = reading;
        this.privacy = privacy;
        this.clock = clock;
        this.wall = wall;
    }

    @Async
    @TransactionalEventListener(fallbackExecution = true)
    void onQueued(EventQueued queued) {
        drain();
    }

    void drain() {
        List<InboxStore.Work> leased;
        do {
            leased = store.lease(wall.instant(), wall.instant().plus(LEASE), BATCH);
            leased.forEach(this::work);
        } while (!leased.isEmpty());
    }

    private void work(InboxStore.Work work) {
        try {
            switch (subjects.of(privacy.open(InboxStore.PAYLOAD, work.sealedPayload()))) {
                case EventSubject.OfPromise of -> {
                    Cause.event(work.eventId()).during(() -> refresher.refresh(of.promise(), of.intents()));
                    store.finish(work.eventId(), "done");
                }
                case EventSubject.OfBalance balance -> {
                    reading.bringIn(clock.instant().minus(JUST_NOW));
                    store.finish(work.eventId(), "done");
                }
                case EventSubject.Foreign foreign -> store.finish(work.eventId(), "ignored");
                case EventSubject.NotThereYet missing -> throw new IllegalStateException("unknown to Stripe");
            }
        } catch (RuntimeException e) {
            retryLater(work, e);
        }
    }

    private void retryLater(InboxStore.Work work, RuntimeException failure) {
        var what = failure.getClass().getSimpleName();
        if (work.attempts() > RETRIES.size()) {
            LOG.error(
                    "Event {} ({}) is given up after {} attempts",
                    work.eventId(),
                    work.type(),
                    work.attempts(),
                    failure);
            store.failed(work.eventId(), "dead", what, wall.instant());
        } else {
            LOG.warn("Event {} ({}) failed at attempt {}", work.eventId(), work.type(), work.attempts(), failure);
            store.failed(work.eventId(), "waiting", what, wall.instant().plus(RETRIES.get(work.attempts() - 1)));
        }
    }
}
