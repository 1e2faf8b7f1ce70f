package org.broadsheet.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.privacy.Privacy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** How often a machine may try a recovery code: counted under a fingerprint, in memory, and forgotten after ten minutes. */
@Component
class RecoveryTries {
    static final int MOST = 5;
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_MACHINES = 10_000;

    private final Privacy privacy;
    private final Cache<String, AtomicInteger> tries;

    RecoveryTries(Privacy privacy, @Qualifier("wall") java.time.Clock wall) {
        this.privacy = privacy;
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(wall.millis());
        this.tries = Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .maximumSize(MOST_MACHINES)
                .ticker(ticker)
                .build();
    }

    boolean mayTry(String machine) {
        var key = HexFormat.of().formatHex(privacy.fingerprint("recovering machine", machine));
        return tries.get(key, unseen -> new AtomicInteger()).incrementAndGet() <= MOST;
    }
}
