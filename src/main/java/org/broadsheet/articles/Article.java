package org.broadsheet.articles;

import java.time.Instant;
import java.util.List;

/** A published story as its page shows it. */
record Article(
        Teaser teaser,
        String story,
        String bodyHtml,
        String pictureCaption,
        String pictureCredit,
        String costNote,
        Instant updatedAt,
        List<Named> topics) {

    private static final long WORTH_TELLING_SECONDS = 600;

    /** Corrections within minutes of publishing are nobody's news. */
    public boolean wasUpdated() {
        return updatedAt.isAfter(teaser.publishedAt().plusSeconds(WORTH_TELLING_SECONDS));
    }
}
