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
        @Nullable String endingBefore,
        @Nullable Within within) {

    /** A number of the objects, shown or hidden, that lies between two others. */
    public record Within(String key, long from, long to) {}

    public Query only(String path, String value) {
        example.set(path, value);
        return this;
    }

    public Query anyOf(List<Fields> examples) {
        return new Query(kind, example, examples, noneOf, from, to, limit, startingAfter, endingBefore, within);
    }

    public Query noneOf(List<Fields> examples) {
        return new Query(kind, example, anyOf, examples, from, to, limit, startingAfter, endingBefore, within);
    }

    public Query within(String key, long least, long most) {
        return new Query(
                kind,
                example,
                anyOf,
                noneOf,
                from,
                to,
                limit,
                startingAfter,
                endingBefore,
                new Within(key, least, most));
    }

    /** A full page of the same, from the newest or from behind the given one. */
    public Query pageAfter(@Nullable String after) {
        return new Query(kind, example, anyOf, noneOf, from, to, 100, after, null, within);
    }

    boolean backwards() {
        return endingBefore != null;
    }

    /** In the order in which they were made, or the newest first. */
    String order() {
        return backwards() ? " order by seq limit :limit" : " order by seq desc limit :limit";
    }

    /** Of where its cursor stands: a page lies behind or before it. */
    long after(@Nullable Long cursor) {
        return backwards() ? place(cursor) : 0;
    }

    long before(@Nullable Long cursor) {
        return backwards() || cursor() == null ? Long.MAX_VALUE : place(cursor);
    }

    /** What is gone stands nowhere, and nothing comes behind it. */
    private long place(@Nullable Long cursor) {
        if (cursor != null) return cursor;
        return backwards() ? Long.MAX_VALUE : 0;
    }

    @Nullable
    String cursor() {
        return endingBefore != null ? endingBefore : startingAfter;
    }
}
