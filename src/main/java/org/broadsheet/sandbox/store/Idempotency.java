package org.broadsheet.sandbox.store;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** First answers by idempotency key, given again when the same request comes again. */
public final class Idempotency {
    private static final long A_DAY = 86_400;

    private final IdempotencyStore store;
    private final SandboxClock clock;

    public Idempotency(JdbcClient sql, SandboxClock clock) {
        this.store = new IdempotencyStore(sql);
        this.clock = clock;
    }

    /** What is known of a key: without a status, its first request is still being worked on. */
    public record Known(
            byte[] hash,
            String requestId,
            @Nullable Integer status,
            @Nullable String body) {
        public boolean isFor(byte[] other) {
            return Arrays.equals(hash, other);
        }
    }

    /** Nothing when the key is new and now ours. */
    public Optional<Known> begin(Account account, String key, byte[] hash, String requestId) {
        var now = clock.now();
        try {
            while (!store.begin(account.id(), key, hash, requestId, now, now - A_DAY)) {
                var known = store.find(account.id(), key);
                if (known.isPresent()) return known;
            }
            return Optional.empty();
        } catch (DataIntegrityViolationException withoutAccount) {
            throw new Works.GoneMeanwhile();
        }
    }

    public void finish(Account account, String key, int status, String body) {
        store.finish(account.id(), key, status, body);
    }

    public void forget(Account account, String key) {
        store.forget(account.id(), key);
    }

    public void forgetUnfinished() {
        store.forgetUnfinished();
    }
}
