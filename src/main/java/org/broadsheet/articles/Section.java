package org.broadsheet.articles;

import java.util.UUID;

/** A part of the paper, in one language. */
record Section(UUID id, String slug, Kind kind, String name) {
    enum Kind {
        NEWS,
        OPINION,
        LONG
    }
}
