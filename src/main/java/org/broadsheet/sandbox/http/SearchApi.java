package org.broadsheet.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.search.Search;

/** Finding objects by what they say. Unlike at Stripe, what has just been written is found at once. */
final class SearchApi {
    private static final Map<String, String> SEARCHED = Map.of(
            "charges", "charge",
            "customers", "customer",
            "invoices", "invoice",
            "payment_intents", "payment_intent",
            "prices", "price",
            "products", "product",
            "subscriptions", "subscription");

    private SearchApi() {}

    /** Before everybody else, or {@code search} would be taken for an id. */
    static void register(Routes routes) {
        SEARCHED.forEach((plural, kind) ->
                routes.search("/v1/" + plural + "/search", kind, "query* page limit:int", call -> search(call, kind)));
    }

    private static Answer search(Call call, String kind) {
        var limit = call.given().number("limit", 10);
        if (limit < 1 || limit > 100)
            throw Problem.invalid("limit", "parameter_invalid_integer", "This value must be between 1 and 100.");

        var wanted = Search.of(call.given().text("query"), kind);
        var found = call.step().like(kind, Fields.empty()).reversed().stream()
                .filter(doc -> !doc.is("deleted") && wanted.finds(doc))
                .toList();
        var from = call.given().isSet("page") ? afterPage(call.given().text("page"), found) : 0;
        var to = (int) Math.min(found.size(), from + limit);
        var more = to < found.size();
        return new Answer.Found(found.subList(from, to), more, more ? page(found.get(to - 1)) : null, found.size());
    }

    /** A page is named by what came last before it, so that new objects do not shift it. */
    private static String page(Doc last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.id().getBytes(StandardCharsets.UTF_8));
    }

    private static int afterPage(String page, List<Doc> found) {
        for (int i = 0; i < found.size(); i++) if (page(found.get(i)).equals(page)) return i + 1;
        throw Problem.invalid("page", "Invalid page: use the next_page of an earlier answer to the same query.");
    }
}
