package org.broadsheet.sandbox;

import java.time.Duration;
import org.broadsheet.sandbox.store.TimeMachine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Time also passes when nobody moves it: sessions expire and drafts are charged in the wall's time, too. */
class Ticking implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Ticking.class);
    private static final Duration TICK = Duration.ofSeconds(2);

    private final TimeMachine time;
    private volatile @Nullable Thread ticks;
    private volatile @Nullable Thread testClocks;

    Ticking(TimeMachine time) {
        this.time = time;
    }

    @Override
    public void start() {
        ticks = Thread.ofVirtual().name("sandbox-clock").start(this::tick);
        testClocks = Thread.ofVirtual().name("sandbox-test-clocks").start(this::advance);
    }

    private void advance() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                time.awaitTestClock(TICK);
                time.advanceTestClocks();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                if (isRunning()) LOG.error("A test clock could not be advanced", failure);
            }
        }
    }

    private void tick() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(TICK);
                time.tick();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                if (isRunning()) LOG.error("What was due could not be done", failure);
            }
        }
    }

    @Override
    public void stop() {
        var running = ticks;
        ticks = null;
        if (running != null) running.interrupt();
        var advancing = testClocks;
        testClocks = null;
        if (advancing != null) advancing.interrupt();
    }

    @Override
    public boolean isRunning() {
        return ticks != null;
    }
}
