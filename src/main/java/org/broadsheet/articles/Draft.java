package org.broadsheet.articles;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an editor wants an article to be.
 *
 * @param id null for a new one
 * @param version the one that the editor was looking at; 0 for a new one
 * @param slug empty: made from the headline
 * @param story the key that translations share; empty: the article's own
 * @param authors names, as readers of this language know them
 * @param topics names too
 * @param files the pictures that the text may show, by name: their hashes
 */
record Draft(
        @Nullable UUID id,
        int version,
        Locale language,
        String slug,
        String story,
        UUID section,
        String headline,
        String standfirst,
        String kicker,
        String dateline,
        String body,
        @Nullable String pictureHash,
        String pictureAlt,
        String pictureCaption,
        String pictureCredit,
        String costNote,
        boolean lead,
        List<String> authors,
        List<String> topics,
        Map<String, String> files) {}
