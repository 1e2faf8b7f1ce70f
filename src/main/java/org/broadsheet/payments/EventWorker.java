package org.broadsheet.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.broadsheet.privacy.Privacy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Works off the inbox: finds what each event is about and looks that up afresh. Events that came together about one promise are one
 * look.
 */
@Component
class EventWorker {
    private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** What an event about the balance tells of has moved by then. */
    private static final Duration JUST_NOW = Duration.ofDays(2);

    private static final int BATCH = 20;

    /** More at once would only wait for each other, and take the database from the readers. */
    private static final int AT_ONCE = 3;

    private final Semaphore workers = new Semaphore(AT_ONCE);
    private final AtomicBoolean rung = new AtomicBoolean();
    private final InboxStore store;
    private final EventSubject subjects;
    private final Refresher refresher;
    private final BalanceReading reading;
    private final Retries retries;
    private final Privacy privacy;
    private final Clock clock;
    private final Clock wall;

    EventWorker(
            InboxStore store,
            EventSubject subjects,
            Refresher refresher,
            BalanceReading reading,
            Retries retries,
            Privacy privacy,
            Clock clock,
            @Qualifier("wall") Clock wall) {
        this.store = store;
        this.subjects = subjects;
        this.refresher = refresher;
        this.reading = reading;
        this.retries = retries;
        this.privacy = privacy;
        this.clock = clock;
        this.wall = wall;
    }

    @Async
    @TransactionalEventListener(fallbackExecution = true)
    void onQueued(EventQueued queued) {
        drain();
    }

    /** Returns at once when enough are at it already: one of those will see what rang. */
    void drain() {
        rung.set(true);
        while (rung.get() && workers.tryAcquire()) {
            try {
                while (rung.getAndSet(false)) {
                    drainAll();
                }
            } finally {
                workers.release();
            }
        }
    }

    private void drainAll() {
        List<InboxStore.Work> leased;
        do {
            leased = store.lease(wall.instant(), wall.instant().plus(LEASE), BATCH);
            work(leased);
        } while (!leased.isEmpty());
    }

    private void work(List<InboxStore.Work> leased) {
        Map<UUID, Looks> byPromise = new LinkedHashMap<>();
        var ofBalance = new ArrayList<InboxStore.Work>();
        for (var work : leased) {
            trying(List.of(work), () -> {
                switch (subjects.of(privacy.open(InboxStore.PAYLOAD, work.sealedPayload()))) {
                    case EventSubject.OfPromise of ->
                        byPromise
                                .computeIfAbsent(of.promise(), key -> new Looks())
                                .add(work, of.intents());
                    case EventSubject.OfBalance balance -> ofBalance.add(work);
                    case EventSubject.Foreign foreign -> store.ignored(work.eventId(), "foreign", wall.instant());
                    case EventSubject.NotThereYet missing -> retries.park(work);
                }
            });
        }
        byPromise.forEach((promise, looks) -> trying(looks.events, () -> {
            // The latest of them stands for all in the history: one look is one cause.
            Cause.event(looks.events.getLast().eventId()).during(() -> look(promise, looks));
        }));
        if (!ofBalance.isEmpty()) {
            trying(ofBalance, () -> {
                reading.bringIn(clock.instant().minus(JUST_NOW));
                ofBalance.forEach(each -> store.done(each.eventId(), null, wall.instant()));
            });
        }
    }

    private void look(UUID promise, Looks looks) {
        if (refresher.refresh(promise, looks.intents) == CheckoutState.UNKNOWN) {
            looks.events.forEach(retries::park);
        } else {
            looks.events.forEach(each -> store.done(each.eventId(), promise, wall.instant()));
        }
    }

    private void trying(List<InboxStore.Work> works, Runnable what) {
        try {
            what.run();
        } catch (CannotAcquireLockException busy) {
            works.forEach(retries::soon);
        } catch (RuntimeException e) {
            works.forEach(each -> retries.later(each, e));
        }
    }

    private static final class Looks {
        private final List<InboxStore.Work> events = new ArrayList<>();
        private final Set<String> intents = new HashSet<>();

        void add(InboxStore.Work work, Set<String> more) {
            events.add(work);
            intents.addAll(more);
        }
    }
}
