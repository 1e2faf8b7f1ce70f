package org.broadsheet.members;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.privacy.Privacy;
import org.springframework.stereotype.Component;

/**
 * How often somebody may ask for a mail. Counted in memory for an hour; a machine under a fingerprint, so that its address is
 * written nowhere.
 */
@Component
class AskLimits {
    static final int PER_ADDRESS = 5;
    static final int PER_MACHINE = 20;
    private static final int MOST_KEYS = 50_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Privacy privacy;
    private final Cache<String, AtomicInteger> addresses = counters();
    private final Cache<String, AtomicInteger> machines = counters();

    AskLimits(Privacy privacy) {
        this.privacy = privacy;
    }

    boolean mayMail(MemberId member) {
        return count(addresses, member.value().toString()) <= PER_ADDRESS;
    }

    boolean mayAsk(String machine) {
        return count(machines, HexFormat.of().formatHex(privacy.fingerprint("asking machine", machine))) <= PER_MACHINE;
    }

    private static Cache<String, AtomicInteger> counters() {
        return Caffeine.newBuilder()
                .expireAfterWrite(HOUR)
                .maximumSize(MOST_KEYS)
                .build();
    }

    private static int count(Cache<String, AtomicInteger> counters, String key) {
        return counters.get(key, unseen -> new AtomicInteger()).incrementAndGet();
    }
}
