package org.broadsheet.sandbox.store;

import java.util.List;
import org.broadsheet.sandbox.engine.Fields;
import org.jspecify.annotations.Nullable;

/** One page of a list: objects like the example, like at least one of some, like none of others. */
public record Query(
        String kind,
        Fields example,
        List<Fields> anyOf,
        List<Fields> noneOf,
        long from,
        long to,
        int limit,
        @Nullable String startingAfter,
        @Nullable String endingBefore) {

    public Query only(String path, String value) {
        example.set(path, value);
        return this;
    }

    public Query anyOf(List<Fields> examples) {
        return new Query(kind, example, examples, noneOf, from, to, limit, startingAfter, endingBefore);
    }

    public Query noneOf(List<Fields> examples) {
        return new Query(kind, example, anyOf, examples, from, to, limit, startingAfter, endingBefore);
    }

    boolean backwards() {
        return endingBefore != null;
    }

    @Nullable
    String cursor() {
        return endingBefore != null ? endingBefore : startingAfter;
    }
}
