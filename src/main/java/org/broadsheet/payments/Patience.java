package org.broadsheet.payments;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * How long somebody in front of a page waits for Stripe. What takes longer is finished without them, and what comes of it is kept
 * like everything else; so only what may be done twice may be waited for.
 */
@Component
class Patience {
    private final Executor threads = work -> Thread.ofVirtual().name("patience").start(work);

    /** Empty when it took longer. */
    <T> Optional<T> within(Duration time, Supplier<T> work) {
        var answer = CompletableFuture.supplyAsync(work, threads);
        try {
            return Optional.of(answer.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        }
    }
}
