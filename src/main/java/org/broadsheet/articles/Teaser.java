package org.broadsheet.articles;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.articles.media.Picture;
import org.jspecify.annotations.Nullable;

/** A published story as a list shows it. */
record Teaser(
        UUID id,
        String slug,
        String headline,
        String standfirst,
        String kicker,
        String dateline,
        String section,
        String sectionName,
        Section.Kind kind,
        List<Named> authors,
        @Nullable Picture picture,
        String pictureAlt,
        int words,
        boolean lead,
        Instant publishedAt) {

    Teaser by(List<Named> names) {
        return new Teaser(
                id,
                slug,
                headline,
                standfirst,
                kicker,
                dateline,
                section,
                sectionName,
                kind,
                names,
                picture,
                pictureAlt,
                words,
                lead,
                publishedAt);
    }

    /** What stands above the headline. */
    public String label() {
        return kicker.isEmpty() ? sectionName : kicker;
    }
}
