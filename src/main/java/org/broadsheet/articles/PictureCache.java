package org.broadsheet.articles;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.broadsheet.articles.media.Pictures;
import org.springframework.stereotype.Component;

/** Pictures in memory, as many as fit. Their address holds their hash, so none ever changes. */
@Component
class PictureCache {
    static final String SVG = "image/svg+xml";

    /** A drawing is opened by its address too: there it may do nothing but be seen. */
    static final String DRAWINGS_ONLY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Pictures pictures;
    private final Cache<String, CachedPage> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String path, CachedPage page) -> page.weight())
            .build();

    PictureCache(Pictures pictures) {
        this.pictures = pictures;
    }

    Optional<CachedPage> find(String hash, String name) {
        var path = hash + "/" + name;
        var there = kept.getIfPresent(path);
        if (there != null) {
            return Optional.of(there);
        }
        var found = pictures.file(hash, name)
                .map(each ->
                        CachedPage.of(each.content(), each.type(), each.type().equals(SVG), ""));
        found.ifPresent(each -> kept.put(path, each));
        return found;
    }
}
