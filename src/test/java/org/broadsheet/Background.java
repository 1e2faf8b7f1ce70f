package org.broadsheet;

import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.core.task.TaskDecorator;

/** Knows what is still being done while nobody waits, so that a test can say "and then nothing came". */
public final class Background implements TaskDecorator {
    private final AtomicInteger unfinished = new AtomicInteger();

    /** Called by whoever hands the work in, before it goes on. */
    @Override
    public Runnable decorate(Runnable work) {
        unfinished.incrementAndGet();
        return () -> {
            try {
                work.run();
            } finally {
                unfinished.decrementAndGet();
            }
        };
    }

    /** Returns when all work that was handed in has been done, and all that it has handed in itself. */
    public void awaitQuiet() {
        Awaitility.await("the background to be quiet").until(() -> unfinished.get() == 0);
    }
}
