package org.broadsheet.sandbox.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.broadsheet.sandbox.listening.Listeners;
import org.broadsheet.sandbox.store.Attempt;
import org.broadsheet.sandbox.store.Delivered;
import org.broadsheet.sandbox.store.Outbox;
import org.broadsheet.sandbox.store.Parcel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries webhooks from the outbox to their endpoints, in the order things happened for each of them. A delivery that
 * fails is tried again later and does not hold up the others.
 */
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final int AT_ONCE = 100;
    private static final int TOGETHER = 20;

    private final Outbox outbox;
    private final Listeners listeners;
    private final Clock clock = Clock.systemUTC();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition answers = lock.newCondition();
    private boolean hasNews;
    private volatile boolean closed;
    private @Nullable Thread rounds;

    public Courier(Outbox outbox, Listeners listeners) {
        this.outbox = outbox;
        this.listeners = listeners;
    }

    public void start() {
        rounds = Thread.ofVirtual().name("sandbox-courier").start(this::makeRounds);
    }

    /** There may be something to deliver. */
    public void wake() {
        lock.lock();
        try {
            hasNews = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everybody who was to hear of the event has answered, or the time is up. */
    public boolean awaitAnswer(@Nullable String event, Duration atMost) {
        var left = atMost.toNanos();
        lock.lock();
        try {
            while (!outbox.answered(event)) {
                if (left <= 0) return false;
                // Answers are announced, but those of another process on the same database are not.
                left -= TimeUnit.MILLISECONDS.toNanos(200)
                        - Math.max(0, answers.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(200))));
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void makeRounds() {
        while (!closed) {
            try {
                if (!sendDue()) waitForNews();
            } catch (RuntimeException failure) {
                if (closed) return;
                LOG.warn("Could not look for webhooks to send", failure);
                pause();
            }
        }
    }

    private boolean sendDue() {
        var due = outbox.due(List.copyOf(busy), AT_ONCE);
        Map<String, List<Parcel>> byEndpoint = new LinkedHashMap<>();
        for (var parcel : due)
            byEndpoint
                    .computeIfAbsent(parcel.endpoint(), endpoint -> new ArrayList<>())
                    .add(parcel);
        byEndpoint.forEach((endpoint, parcels) -> {
            busy.add(endpoint);
            Thread.ofVirtual().name("sandbox-courier-" + endpoint).start(() -> deliverAll(endpoint, parcels));
        });
        return !due.isEmpty();
    }

    private void deliverAll(String endpoint, List<Parcel> parcels) {
        var taken = new ArrayList<Delivered>();
        // Only when very many wait is it worth while to write down several at once.
        var together = parcels.size() < AT_ONCE ? 1 : TOGETHER;
        try {
            for (var parcel : parcels) {
                if (closed || outbox.isHeld()) break;
                deliver(parcel, taken);
                if (taken.size() >= together) writeDown(taken);
            }
            writeDown(taken);
        } catch (RuntimeException failure) {
            if (closed) return;
            LOG.warn("Could not send a webhook, or not keep what became of it", failure);
            // The same one is next: whatever is wrong with it is not to be met again at once and without end.
            pause();
        } finally {
            busy.remove(endpoint);
            wake();
        }
    }

    private void writeDown(List<Delivered> taken) {
        outbox.delivered(taken);
        taken.clear();
        announceAnswer();
    }

    private void deliver(Parcel parcel, List<Delivered> taken) {
        if (parcel.url() == null) {
            outbox.dropped(parcel, "The endpoint is gone or disabled.");
            announceAnswer();
            return;
        }
        listeners.sends(parcel.body());
        var attempt = send(parcel, parcel.url());
        if (attempt.answer().startsWith("2")) {
            taken.add(new Delivered(parcel.id(), attempt));
        } else {
            outbox.refused(parcel, attempt);
            announceAnswer();
        }
    }

    /** Receivers check the age of a signature, so every attempt is signed anew, in wall time. */
    private Attempt send(Parcel parcel, String url) {
        var started = clock.instant();
        var signedAt = started.getEpochSecond() + outbox.skewOf(parcel);
        var answer = answer(parcel, url, signedAt);
        return new Attempt(signedAt, answer, (int)
                Duration.between(started, clock.instant()).toMillis());
    }

    private String answer(Parcel parcel, String url, long signedAt) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("User-Agent", "Broadsheet-Sandbox/1.0")
                    .header("Stripe-Signature", Signature.header(parcel.secrets(), signedAt, parcel.body()))
                    .POST(HttpRequest.BodyPublishers.ofString(parcel.body()))
                    .build();
            return String.valueOf(http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        } catch (IOException | IllegalArgumentException unreachable) {
            return unreachable.getClass().getSimpleName();
        }
    }

    private void announceAnswer() {
        lock.lock();
        try {
            answers.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void waitForNews() {
        var next = outbox.nextAt().map(this::until).orElse(LOOK_AGAIN);
        lock.lock();
        try {
            // What is due but belongs to a busy endpoint is looked for again when that one is done.
            var wait = Math.clamp(next.toMillis(), busy.isEmpty() ? 20 : 200, LOOK_AGAIN.toMillis());
            if (!hasNews) hasNews = news.await(wait, TimeUnit.MILLISECONDS);
            hasNews = false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private Duration until(OffsetDateTime moment) {
        return Duration.between(clock.instant(), moment.toInstant());
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        wake();
        if (rounds != null) rounds.join(Duration.ofSeconds(2));
        http.shutdownNow();
    }
}
