package org.broadsheet.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.store.Query;

/** Filters by moments that the database knows nothing of. */
final class Periods {
    private Periods() {}

    static boolean isAsked(Fields given, String... keys) {
        for (var key : keys) if (given.isSet(key)) return true;
        return false;
    }

    /** All pages of a query, newest first. */
    static List<Doc> everything(Call call, Query query) {
        var found = new ArrayList<Doc>();
        var next = query.pageAfter(null);
        while (true) {
            var page = call.works().page(call.account(), next);
            found.addAll(page.docs());
            if (!page.hasMore()) return found;
            next = query.pageAfter(page.docs().getLast().id());
        }
    }

    /** Whether each moment lies where its filter wants it; a moment that never came lies nowhere. */
    static boolean within(Fields object, Fields given, String... keys) {
        for (var key : keys) {
            if (!given.isSet(key)) continue;
            var moment = object.findNumber(key);
            if (moment == null) return false;
            if (given.findObject(key) == null) {
                if (moment != given.number(key)) return false;
            } else if (moment <= given.number(key + ".gt", Long.MIN_VALUE)
                    || moment < given.number(key + ".gte", Long.MIN_VALUE)
                    || moment >= given.number(key + ".lt", Long.MAX_VALUE)
                    || moment > given.number(key + ".lte", Long.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }
}
