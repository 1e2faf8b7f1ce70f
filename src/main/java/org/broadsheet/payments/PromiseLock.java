package org.broadsheet.payments;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/**
 * One reader of a promise at a time, over all copies of the application: from asking Stripe until the answer is stored, so that an
 * older answer can never overwrite a newer one. An advisory lock of the session, not of a transaction, for nothing may hold a
 * transaction open over the network. A promise has one Stripe customer of its own, so this is also one at a time per customer.
 */
@Component
class PromiseLock {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Each holder keeps one connection and needs a second: fewer holders than half the pool cannot starve it. */
    private static final int HOLDERS = 4;

    private final Semaphore holders = new Semaphore(HOLDERS, true);
    private final DataSource database;

    PromiseLock(DataSource database) {
        this.database = database;
    }

    /** @throws CannotAcquireLockException when somebody else holds it for too long */
    <T> T holding(UUID promise, Supplier<T> work) {
        boolean admitted = false;
        try {
            admitted = holders.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!admitted) {
                throw new CannotAcquireLockException("Too many promises are looked at");
            }
            return locked(promise, work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotAcquireLockException("Interrupted", e);
        } finally {
            if (admitted) {
                holders.release();
            }
        }
    }

    private <T> T locked(UUID promise, Supplier<T> work) {
        try (Connection connection = database.getConnection()) {
            long key = promise.getMostSignificantBits() ^ promise.getLeastSignificantBits();
            call(connection, "select pg_advisory_lock(?)", key);
            try {
                return work.get();
            } finally {
                call(connection, "select pg_advisory_unlock(?)", key);
            }
        } catch (SQLException e) {
            throw new CannotAcquireLockException("Promise " + promise, e);
        }
    }

    private static void call(Connection connection, String statement, long key) throws SQLException {
        try (var call = connection.prepareStatement(statement)) {
            call.setLong(1, key);
            call.execute();
        }
    }
}
