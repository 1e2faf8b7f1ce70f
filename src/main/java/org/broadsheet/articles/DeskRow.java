package org.broadsheet.articles;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An article in the desk's list. */
record DeskRow(
        UUID id,
        String headline,
        Manuscript.State state,
        Locale language,
        String slug,
        String sectionName,
        Instant updatedAt,
        @Nullable Instant publishedAt) {}
