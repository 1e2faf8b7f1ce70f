package org.broadsheet.sandbox.store;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;

/** Some of a list, newest first, and whether there is more. */
public record Page(List<Doc> docs, boolean hasMore) {

    /** Stores are asked for one more than the limit, in walking order. */
    static Page of(List<Doc> found, Query query) {
        var hasMore = found.size() > query.limit();
        var docs = hasMore ? found.subList(0, query.limit()) : found;
        return new Page(query.backwards() ? docs.reversed() : docs, hasMore);
    }
}
