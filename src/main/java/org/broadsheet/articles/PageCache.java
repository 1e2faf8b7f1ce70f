package org.broadsheet.articles;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.broadsheet.publication.Publication;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Pages as bytes, each made once per edition and day. A page that cannot be made anew (the database is away) stays as it was: yesterday's
 * paper is better than none.
 */
@Component
class PageCache {
    private static final Logger LOG = LoggerFactory.getLogger(PageCache.class);
    private static final long MOST_BYTES = 96L * 1024 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final PressRoom press;
    private final Edition edition;
    private final Publication publication;
    private final Clock clock;
    private final Clock wall;
    private final Cache<Key, Entry> pages;

    PageCache(PressRoom press, Edition edition, Publication publication, Clock clock, @Qualifier("wall") Clock wall) {
        this.press = press;
        this.edition = edition;
        this.publication = publication;
        this.clock = clock;
        this.wall = wall;
        this.pages = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                .weigher((Key key, Entry entry) -> entry.page().weight())
                .build();
    }

    private record Key(PageAddress address, Audience audience) {}

    private record Entry(CachedPage page, long edition, LocalDate day, Instant made) {}

    /** @return empty when there is nothing at this address */
    Optional<CachedPage> find(PageAddress address, Audience audience) {
        var key = new Key(address, audience);
        long current = edition.current();
        var today = LocalDate.ofInstant(clock.instant(), publication.newsroom().zone());
        var kept = pages.getIfPresent(key);
        if (kept != null && isFresh(kept, current, today)) {
            return Optional.of(kept.page());
        }
        // One thread makes the page; others that want it wait, instead of making it as well.
        var made = pages.asMap().compute(key, (each, old) -> {
            if (old != null && isFresh(old, current, today)) {
                return old;
            }
            return make(each, old, current, today);
        });
        return Optional.ofNullable(made).map(Entry::page);
    }

    long weight() {
        pages.cleanUp();
        return pages.estimatedSize();
    }

    private boolean isFresh(Entry entry, long current, LocalDate today) {
        return entry.edition() == current
                && entry.day().equals(today)
                && wall.instant().isBefore(entry.made().plus(KEPT));
    }

    private @Nullable Entry make(Key key, @Nullable Entry old, long current, LocalDate today) {
        try {
            return press.print(key.address(), key.audience(), false)
                    .map(each -> new Entry(
                            CachedPage.of(
                                    each.html().getBytes(StandardCharsets.UTF_8),
                                    "text/html;charset=UTF-8",
                                    true,
                                    String.join(" ", each.surrogateKeys())),
                            current,
                            today,
                            wall.instant()))
                    .orElse(null);
        } catch (RuntimeException broken) {
            if (old == null) {
                throw broken;
            }
            LOG.warn("Cannot make {} anew, the old one stays: {}", key.address().path(), broken.toString());
            return new Entry(
                    old.page(), current, today, wall.instant().minus(KEPT).plusSeconds(5));
        }
    }
}
