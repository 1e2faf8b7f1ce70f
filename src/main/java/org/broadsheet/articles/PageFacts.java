package org.broadsheet.articles;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a slot may know about the page around it. Nothing about the person: what is filled in is kept and shown to everyone.
 *
 * @param articleSlug null on pages that are not an article
 * @param section the slug of the page's section, if it has one
 * @param topics slugs
 */
public record PageFacts(
        Locale language,
        Audience audience,
        @Nullable String articleSlug,
        @Nullable String section,
        List<String> topics) {}
