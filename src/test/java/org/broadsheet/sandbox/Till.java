package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** A payment page in front of somebody, opened with plain parameters and filled in by hand. */
final class Till {
    static final String ONE_GIFT = "mode=payment&success_url=http://localhost:9/thanks"
            + "&line_items[0][quantity]=1&line_items[0][price_data][currency]=eur"
            + "&line_items[0][price_data][unit_amount]=3000&line_items[0][price_data][product_data][name]=Gift";
    static final String MONTHLY = ONE_GIFT.replace("mode=payment", "mode=subscription")
            + "&line_items[0][price_data][recurring][interval]=month";

    private final Rehearsal rehearsal;

    Till(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    HttpResponse<String> ask(String parameters) {
        return rehearsal.api("POST", "/v1/checkout/sessions", parameters);
    }

    Session open(String parameters) throws StripeException {
        return again(made(ask(parameters)));
    }

    Session again(String id) throws StripeException {
        return rehearsal.stripe.v1().checkout().sessions().retrieve(id);
    }

    String page(Session session) {
        return rehearsal.get("/c/pay/" + session.getId(), "text/html").body();
    }

    /** With a good card and what else is typed. */
    HttpResponse<String> pay(Session session, Map<String, String> more) {
        var form = new HashMap<>(Map.of(
                "email",
                "elif@example.org",
                "number",
                Rehearsal.GOOD,
                "expiry",
                "12/34",
                "cvc",
                "123",
                "name",
                "Elif Karaman"));
        form.putAll(more);
        return rehearsal.post("/c/pay/" + session.getId(), form);
    }

    HttpResponse<String> send(Session session, String form, Map<String, String> fields) {
        return rehearsal.post("/c/pay/" + session.getId() + form, fields);
    }

    String make(String what, String parameters) {
        return made(rehearsal.api("POST", "/v1/" + what, parameters));
    }

    static String made(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceFirst("(?s)^\\s*\\{\\s*\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    static void isSentBack(HttpResponse<String> answer, String field, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body())
                .contains("href=\"#" + field + "\"", "id=\"" + field + "-error\"")
                .contains(words);
    }

    static void isRefused(HttpResponse<String> answer, String param) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"param\":\"" + param + "\"");
    }
}
