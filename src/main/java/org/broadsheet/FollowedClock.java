package org.broadsheet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wall clock plus the sandbox's offset, asked for at most twice a second. A sandbox that does not answer leaves the last known
 * offset: time never falls back.
 */
final class FollowedClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedClock.class);
    private static final Duration FRESH = Duration.ofMillis(500);
    private static final Pattern OFFSET = Pattern.compile("\"offset_seconds\"\\s*:\\s*(-?\\d+)");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final HttpRequest question;
    private volatile Answer latest = new Answer(Duration.ZERO, Long.MIN_VALUE);

    FollowedClock(URI offsetUrl) {
        this.question = HttpRequest.newBuilder(offsetUrl)
                .timeout(Duration.ofSeconds(2))
                .header("Accept", "application/json")
                .build();
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), offset());
    }

    private Duration offset() {
        var known = latest;
        if (System.nanoTime() - known.atNanos() > FRESH.toNanos() || known.atNanos() == Long.MIN_VALUE) {
            known = new Answer(ask(known.offset()), System.nanoTime());
            latest = known;
        }
        return known.offset();
    }

    private Duration ask(Duration lastKnown) {
        try {
            var answer = http.send(question, BodyHandlers.ofString());
            var offset = OFFSET.matcher(answer.body());
            return offset.find() ? Duration.ofSeconds(Long.parseLong(offset.group(1))) : lastKnown;
        } catch (IOException e) {
            LOG.debug("The sandbox's clock does not answer: {}", e.getClass().getSimpleName());
            return lastKnown;
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
            return lastKnown;
        }
    }

    private record Answer(Duration offset, long atNanos) {}
}
