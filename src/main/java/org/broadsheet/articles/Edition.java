package org.broadsheet.articles;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts up with whatever readers may see change, in the database, so that every copy of the application notices within a second.
 * Without a database the last known edition stands: what was printed can still be read.
 */
@Component
class Edition {
    private static final Logger LOG = LoggerFactory.getLogger(Edition.class);
    private static final long ASKED_EVERY_NANOS = 1_000_000_000L;

    private final EditionStore store;
    private final LongSupplier nanos;
    private final AtomicReference<Seen> seen;

    private record Seen(long number, long at, boolean known) {}

    @Autowired
    Edition(EditionStore store) {
        this(store, System::nanoTime);
    }

    Edition(EditionStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
        this.seen = new AtomicReference<>(new Seen(0, 0, false));
    }

    long current() {
        var last = seen.get();
        long now = nanos.getAsLong();
        if (last.known() && now - last.at() < ASKED_EVERY_NANOS) {
            return last.number();
        }
        // Whoever wins asks; the others go on with what is known.
        if (last.known() && !seen.compareAndSet(last, new Seen(last.number(), now, true))) {
            return seen.get().number();
        }
        try {
            long number = store.number();
            seen.set(new Seen(number, now, true));
            return number;
        } catch (DataAccessException unreachable) {
            LOG.warn("Cannot ask for the edition; readers get what is printed");
            return last.number();
        }
    }

    /** Joins the transaction of the change; this copy notices as soon as it is committed. */
    void next() {
        store.next();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget();
                }
            });
        } else {
            forget();
        }
    }

    private void forget() {
        seen.updateAndGet(last -> new Seen(last.number(), last.at(), false));
    }
}
