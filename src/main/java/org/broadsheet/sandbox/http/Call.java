package org.broadsheet.sandbox.http;

import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.store.Account;
import org.broadsheet.sandbox.store.Query;
import org.broadsheet.sandbox.store.Works;

/** One request to an endpoint: whose it is, what it gives, and the step it takes. */
record Call(Works works, Account account, Step step, Map<String, String> path, Fields given) {
    private static final Fields DELETED = Fields.empty().set("deleted", true);

    String id() {
        return path.getOrDefault("id", "");
    }

    /** The object that the path names; what was deleted cannot be worked with. */
    Doc subject(String kind) {
        return step.get(kind, id(), "id");
    }

    Query query(String kind) {
        if (given.isSet("starting_after") && given.isSet("ending_before"))
            throw Problem.invalid("starting_after", "You cannot use both starting_after and ending_before.");
        for (var cursor : new String[] {"starting_after", "ending_before"})
            if (given.isSet(cursor)) checkCursor(kind, cursor);
        var limit = given.number("limit", 10);
        if (limit < 1 || limit > 100)
            throw Problem.invalid("limit", "parameter_invalid_integer", "This value must be between 1 and 100.");

        return new Query(
                kind,
                Fields.empty(),
                List.of(),
                List.of(DELETED),
                from("created"),
                to("created"),
                (int) limit,
                given.find("starting_after"),
                given.find("ending_before"),
                null);
    }

    private void checkCursor(String kind, String cursor) {
        var id = given.text(cursor);
        var known = kind.equals("event") ? works.event(account, id) : step.find(id);
        if (known == null) throw Problem.unknownObject(kind, id, cursor);
    }

    /** The least that a range allows, or the exact number that was given in its place. */
    long from(String range) {
        if (given.findObject(range) == null) return given.number(range, 0);
        return Math.max(given.number(range + ".gte", 0), given.number(range + ".gt", -1) + 1);
    }

    long to(String range) {
        if (given.findObject(range) == null) return given.number(range, Long.MAX_VALUE);
        return Math.min(given.number(range + ".lte", Long.MAX_VALUE), given.number(range + ".lt", Long.MAX_VALUE) - 1);
    }

    /** A page of a kind, filtered by parameters that are called as the objects' keys are. */
    Answer list(String kind, String... filters) {
        var query = query(kind);
        for (var filter : filters) if (given.isSet(filter)) query.example().set(filter, given.node(filter));
        return new Answer.Many(works.page(account, query));
    }
}
