package org.broadsheet.publication;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.publication.Newsroom.Imprint;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** The newsroom's own facts. They change a few times a year and are asked for on every page, so each copy keeps them a while. */
@Service
public class Publication {
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final PublicationStore store;
    private final PublicationSettings settings;
    private final Assets assets;
    private final LoadingCache<String, Newsroom> newsroom;
    private final LoadingCache<String, GivingTerms> terms;

    Publication(PublicationStore store, PublicationSettings settings, Assets assets) {
        this.store = store;
        this.settings = settings;
        this.assets = assets;
        this.newsroom = Caffeine.newBuilder().refreshAfterWrite(KEPT).build(key -> readNewsroom());
        this.terms = Caffeine.newBuilder().refreshAfterWrite(KEPT).build(key -> store.terms());
    }

    public Newsroom newsroom() {
        return newsroom.get("");
    }

    public GivingTerms terms() {
        return terms.get("");
    }

    /** The {@code site} of a page in this language. */
    public Site site(Locale language) {
        var current = newsroom();
        return new Site(current, current.nearest(language), assets);
    }

    @EventListener(ApplicationStartedEvent.class)
    void layOutDemo() {
        if (settings.demo()) {
            store.layOutDemo();
            newsroom.invalidateAll();
        }
    }

    private Newsroom readNewsroom() {
        var row = store.newsroom(UUID.randomUUID());
        List<Locale> languages = row.languages().stream().map(Locale::of).toList();
        var imprints = store.imprints().stream()
                .collect(Collectors.toMap(
                        each -> Locale.of(each.language()),
                        each -> new Imprint(each.name(), each.tagline(), each.publisher())));
        return new Newsroom(row.instance(), settings.baseUrl(), row.zone(), languages, imprints, row.editor());
    }
}
