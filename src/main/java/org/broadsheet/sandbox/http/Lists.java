package org.broadsheet.sandbox.http;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;

/** Pages of a list that lies within an object, in its own order. */
final class Lists {
    private Lists() {}

    static Answer within(Call call, List<Fields> elements) {
        var limit = call.given().number("limit", 10);
        if (limit < 1 || limit > 100)
            throw Problem.invalid("limit", "parameter_invalid_integer", "This value must be between 1 and 100.");
        var from = 0;
        var to = (int) Math.min(elements.size(), limit);
        if (call.given().isSet("starting_after")) {
            from = place(elements, call.given().text("starting_after"), "starting_after") + 1;
            to = (int) Math.min(elements.size(), from + limit);
        } else if (call.given().isSet("ending_before")) {
            to = place(elements, call.given().text("ending_before"), "ending_before");
            from = (int) Math.max(0, to - limit);
        }
        var hasMore = call.given().isSet("ending_before") ? from > 0 : to < elements.size();
        var docs = elements.subList(from, to).stream()
                .map(element -> new Doc(element.json(), Fields.empty().json()))
                .toList();
        return new Answer.Many(docs, hasMore);
    }

    private static int place(List<Fields> elements, String id, String param) {
        for (int i = 0; i < elements.size(); i++) if (elements.get(i).is("id", id)) return i;
        throw Problem.unknownObject("line_item", id, param);
    }
}
