package org.broadsheet.sandbox.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** Moves the sandbox's time: by itself as the wall's passes, or in one go when somebody asks. */
public final class TimeMachine {
    private static final Logger LOG = LoggerFactory.getLogger(TimeMachine.class);
    private static final long A_WHILE_FOR_THE_DRAFT = 2 * 3_600L;
    private static final int YEARS_AT_MOST = 20;

    private final ThingStore things;
    private final Works works;
    private final Passing passing;
    private final Passing passingOnClocks;
    private final SandboxClock clock;
    private final ReentrantLock moving = new ReentrantLock();
    private final AtomicInteger resets = new AtomicInteger();

    public TimeMachine(JdbcClient sql, Works works, SandboxClock clock) {
        this.things = new ThingStore(sql);
        this.works = works;
        this.passing = new Passing(sql, works, clock);
        this.passingOnClocks = new Passing(sql, works, clock);
        this.clock = clock;
    }

    /** How far a button goes. */
    public enum Leap {
        DAY(now -> now.plusDays(1)),
        MONTH(now -> now.plusMonths(1).plusSeconds(A_WHILE_FOR_THE_DRAFT)),
        YEAR(now -> now.plusYears(1).plusSeconds(A_WHILE_FOR_THE_DRAFT));

        private final UnaryOperator<OffsetDateTime> over;

        Leap(UnaryOperator<OffsetDateTime> over) {
            this.over = over;
        }
    }

    public void leap(Leap leap) {
        moving.lock();
        try {
            var now = Instant.ofEpochSecond(clock.now()).atOffset(ZoneOffset.UTC);
            passUntil(leap.over.apply(now).toEpochSecond());
        } finally {
            moving.unlock();
        }
    }

    public void forward(long seconds) {
        if (seconds < 0) throw new IllegalArgumentException("The clock goes forward only.");
        if (seconds > YEARS_AT_MOST * 366L * 86_400)
            throw new IllegalArgumentException("At most " + YEARS_AT_MOST + " years at a time.");
        moving.lock();
        try {
            passUntil(clock.now() + seconds);
        } finally {
            moving.unlock();
        }
    }

    public void until(long moment) {
        moving.lock();
        try {
            var now = clock.now();
            if (moment < now) throw new IllegalArgumentException("The clock goes forward only; it is " + now + ".");
            if (moment - now > YEARS_AT_MOST * 366L * 86_400)
                throw new IllegalArgumentException("At most " + YEARS_AT_MOST + " years at a time.");
            passUntil(moment);
        } finally {
            moving.unlock();
        }
    }

    /** What has become due meanwhile; nothing while somebody else moves the time. */
    public void tick() {
        if (!moving.tryLock()) return;
        try {
            doWhatIsDue(clock.now());
        } finally {
            moving.unlock();
        }
    }

    /** Takes every test clock that is on its way to where it was sent. */
    public void advanceTestClocks() {
        for (var each : things.advancing()) advance(each);
    }

    private void advance(ThingStore.Advancing clock) {
        try {
            do {
                while (passingOnClocks.pass(clock.clock(), clock.target())) {
                    // Each passage is a transaction of its own, so that others get in between.
                }
            } while (!works.arrive(clock));
        } catch (DataAccessException | TransactionException databaseIsAway) {
            throw databaseIsAway;
        } catch (RuntimeException failure) {
            LOG.error("Test clock {} cannot arrive", clock.clock(), failure);
            works.giveUp(clock);
        }
    }

    /** Waits until a test clock is sent somewhere, and no longer than that. */
    public void awaitTestClock(Duration atMost) throws InterruptedException {
        works.awaitTestClock(atMost);
    }

    private void passUntil(long moment) {
        works.tellAfterwards(() -> {
            doWhatIsDue(moment);
            if (isReset()) return;
            clock.moveTo(moment);
            // Whoever got in between has perhaps left something that is due by now.
            doWhatIsDue(moment);
        });
    }

    private void doWhatIsDue(long until) {
        while (!isReset() && passing.pass(ThingStore.SANDBOX, until)) {
            // As above.
        }
    }

    /** Everything goes but who listens; whoever is moving the time stops, or it would be moved again afterwards. */
    public void reset() {
        resets.incrementAndGet();
        moving.lock();
        try {
            works.reset();
        } finally {
            resets.decrementAndGet();
            moving.unlock();
        }
    }

    private boolean isReset() {
        return resets.get() > 0;
    }
}
