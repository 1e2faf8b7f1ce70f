package org.broadsheet.sandbox.http;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.store.Page;
import org.jspecify.annotations.Nullable;

/** What an endpoint answers. */
sealed interface Answer {
    record One(Doc doc) implements Answer {}

    /** Something that is no stored object: a balance, a deletion. */
    record Plain(Fields fields) implements Answer {}

    record Many(List<Doc> docs, boolean hasMore) implements Answer {
        Many(Page page) {
            this(page.docs(), page.hasMore());
        }
    }

    /** What a search has found, and how to ask for more of it. */
    record Found(List<Doc> docs, boolean hasMore, @Nullable String nextPage, int total) implements Answer {}

    /** A no that leaves its traces, as a declined card does. */
    record Refused(Problem problem) implements Answer {}

    static Answer deleted(String id, String kind) {
        return new Plain(Fields.empty().set("id", id).set("object", kind).set("deleted", true));
    }
}
