package org.broadsheet.payments;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Many who want to know the same at the same time look once. Whoever comes while somebody looks cannot use what that one sees, for it
 * may be older than the reason to look; but all who come meanwhile share the look after it.
 */
@Component
class SharedLooks {
    private final ConcurrentMap<UUID, Look> waiting = new ConcurrentHashMap<>();
    private final PromiseLock lock;

    SharedLooks(PromiseLock lock) {
        this.lock = lock;
    }

    CheckoutState look(UUID promise, Set<String> intents, Function<Set<String>, CheckoutState> how) {
        var mine = new Look();
        var shared = waiting.compute(promise, (key, before) -> {
            var look = before == null ? mine : before;
            look.intents.addAll(intents);
            return look;
        });
        return shared == mine ? lead(promise, mine, how) : follow(shared);
    }

    private CheckoutState lead(UUID promise, Look look, Function<Set<String>, CheckoutState> how) {
        try {
            var seen = lock.holding(promise, () -> {
                // From here on nobody joins: what is asked now would not be in the answer.
                waiting.remove(promise, look);
                return how.apply(look.intents);
            });
            look.seen.complete(seen);
            return seen;
        } catch (RuntimeException e) {
            look.seen.completeExceptionally(e);
            throw e;
        } finally {
            waiting.remove(promise, look);
            look.seen.completeExceptionally(new IllegalStateException("The look ended without an answer"));
        }
    }

    private static CheckoutState follow(Look look) {
        try {
            return look.seen.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static final class Look {
        private final Set<String> intents = ConcurrentHashMap.newKeySet();
        private final CompletableFuture<CheckoutState> seen = new CompletableFuture<>();
    }
}
