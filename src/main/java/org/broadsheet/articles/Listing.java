package org.broadsheet.articles;

import java.util.List;

/** One page of a list. */
record Listing<T>(List<T> items, int page, long total, int perPage) {

    public int pages() {
        return (int) Math.max(1, (total + perPage - 1) / perPage);
    }

    public boolean exists() {
        return page == 1 || page <= pages();
    }

    public boolean hasPrevious() {
        return page > 1;
    }

    public boolean hasNext() {
        return page < pages();
    }

    static int offset(int page, int perPage) {
        return (page - 1) * perPage;
    }
}
