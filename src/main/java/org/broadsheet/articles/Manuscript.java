package org.broadsheet.articles;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.articles.media.Picture;
import org.jspecify.annotations.Nullable;

/** An article as the desk sees it, published or not. */
record Manuscript(
        UUID id,
        int version,
        State state,
        Locale language,
        String slug,
        String story,
        UUID section,
        String headline,
        String standfirst,
        String kicker,
        String dateline,
        String body,
        @Nullable Picture picture,
        String pictureAlt,
        String pictureCaption,
        String pictureCredit,
        String costNote,
        boolean lead,
        Instant updatedAt,
        @Nullable Instant publishedAt,
        List<String> authors,
        List<String> topics,
        Map<String, Picture> files) {

    enum State {
        DRAFT,
        PUBLISHED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    public boolean published() {
        return state == State.PUBLISHED;
    }

    Manuscript with(List<String> names, List<String> about, Map<String, Picture> pictures) {
        return new Manuscript(
                id,
                version,
                state,
                language,
                slug,
                story,
                section,
                headline,
                standfirst,
                kicker,
                dateline,
                body,
                picture,
                pictureAlt,
                pictureCaption,
                pictureCredit,
                costNote,
                lead,
                updatedAt,
                publishedAt,
                names,
                about,
                pictures);
    }
}
