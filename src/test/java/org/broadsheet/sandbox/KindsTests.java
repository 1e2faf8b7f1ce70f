package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.broadsheet.sandbox.http.Endpoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for objects of every kind: lists by time, and accounts that do not know of each other. */
class KindsTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> MADE_HERE = List.of(
            "/v1/customers",
            "/v1/products",
            "/v1/prices",
            "/v1/coupons",
            "/v1/promotion_codes",
            "/v1/subscriptions",
            "/v1/invoices",
            "/v1/invoiceitems",
            "/v1/payment_intents",
            "/v1/setup_intents",
            "/v1/charges",
            "/v1/refunds",
            "/v1/disputes",
            "/v1/credit_notes",
            "/v1/balance_transactions",
            "/v1/checkout/sessions",
            "/v1/events");

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @BeforeEach
    void two_of_every_kind_with_time_between() throws Exception {
        for (int time = 0; time < 2; time++) {
            var subscription = rehearsal.subscribed(Rehearsal.GOOD);
            make("/v1/invoiceitems", "amount=100&currency=eur&customer=" + subscription.getCustomer());
            make("/v1/credit_notes", "amount=100&refund_amount=100&invoice=" + subscription.getLatestInvoice());
            make("/v1/promotion_codes", "promotion[type]=coupon&promotion[coupon]=" + coupon());
            make("/v1/setup_intents", "payment_method_types[]=card&customer=" + subscription.getCustomer());
            var intent = make("/v1/payment_intents", "amount=900&currency=eur&confirm=true" + card("visa"));
            make("/v1/refunds", "amount=100&payment_intent=" + intent);
            make("/v1/payment_intents", "amount=900&currency=eur&confirm=true" + card("createDispute"));
            make("/v1/webhook_endpoints", "url=http://localhost:1/&enabled_events[]=charge.captured");
            make("/v1/billing_portal/configurations", "features[invoice_history][enabled]=true");
            make("/v1/subscription_schedules", "from_subscription=" + subscription.getId());
            make("/v1/payment_links", "line_items[0][quantity]=1&line_items[0][price]=" + price());
            if (time == 0) rehearsal.later(1_000);
        }
    }

    private String coupon() {
        return make("/v1/coupons", "percent_off=10&duration=once");
    }

    private String price() {
        return make("/v1/prices", "currency=eur&unit_amount=500&product_data[name]=Support");
    }

    private static String card(String name) {
        return "&payment_method_types[]=card&payment_method=pm_card_" + name;
    }

    @Test
    void can_be_listed_by_the_time_they_were_made() {
        for (var path : listedByTime()) {
            var all = list(path, "");
            if (MADE_HERE.contains(path))
                assertThat(all.stream().map(KindsTests::created).distinct())
                        .as(path)
                        .hasSizeGreaterThan(1);
            for (var moment : all.stream().map(KindsTests::created).distinct().toList()) {
                assertThat(list(path, "created=" + moment)).as(path).isEqualTo(only(all, moment, moment));
                assertThat(list(path, "created[gt]=" + moment))
                        .as(path)
                        .isEqualTo(only(all, moment + 1, Long.MAX_VALUE));
                assertThat(list(path, "created[gte]=" + moment)).as(path).isEqualTo(only(all, moment, Long.MAX_VALUE));
                assertThat(list(path, "created[lt]=" + moment)).as(path).isEqualTo(only(all, 0, moment - 1));
                assertThat(list(path, "created[gte]=" + moment + "&created[lte]=" + moment))
                        .as(path)
                        .isEqualTo(only(all, moment, moment));
            }
            for (var wrong : List.of("created[since]=1", "created[gt]=now", "created[gt][x]=1", "created=x"))
                assertThat(rehearsal.api("GET", path + "?" + wrong, "").statusCode())
                        .as(path + "?" + wrong)
                        .isEqualTo(400);
        }
    }

    private static List<String> listedByTime() {
        return Endpoints.all().stream()
                .filter(endpoint -> !endpoint.template().contains("{"))
                .filter(endpoint -> endpoint.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("created[gte]")))
                .filter(endpoint -> !endpoint.template().equals("/v1/setup_attempts"))
                .map(Endpoints.Endpoint::template)
                .toList();
    }

    private List<JsonNode> list(String path, String filter) {
        return nodes(rehearsal.api("GET", path + "?limit=100&" + filter, ""));
    }

    /** Invoice items call it a date. */
    private static long created(JsonNode object) {
        return object.path(object.has("created") ? "created" : "date").asLong();
    }

    private static List<JsonNode> only(List<JsonNode> all, long least, long most) {
        return all.stream()
                .filter(each -> created(each) >= least && created(each) <= most)
                .toList();
    }

    @Test
    void are_nothing_to_anybody_elses_key() {
        var mine = mine();
        var before = told(mine);
        var stranger = List.of("GET", "POST", "DELETE");
        var asked = 0;
        var wrong = new ArrayList<String>();
        for (var endpoint : Endpoints.all()) {
            if (!endpoint.template().contains("{") || !stranger.contains(endpoint.method())) continue;
            var base = endpoint.template().substring(0, endpoint.template().indexOf("/{"));
            for (var id : mine.getOrDefault(base, List.of())) {
                var path = endpoint.template().replaceFirst("\\{\\w+}", id).replaceFirst("\\{\\w+}", "x");
                var answer = send("sk_test_stranger", endpoint.method(), path, "");
                var missing = answer.statusCode() == 400 && answer.body().contains("parameter_missing");
                if (answer.statusCode() != 404 && !missing) wrong.add(path + " " + answer.body());
                asked++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(100);
        assertThat(told(mine)).isEqualTo(before);
    }

    @Test
    void cannot_be_named_by_anybody_else() {
        var mine = mine();
        var customer = mine.get("/v1/customers").getFirst();
        var price = mine.get("/v1/prices").getFirst();
        var their = send("sk_test_stranger", "POST", "/v1/customers", "name=Eve");
        var eve = JSON.readTree(their.body()).path("id").asString();
        for (var request : Map.of(
                        "/v1/invoiceitems",
                        "amount=1&currency=eur&customer=" + customer,
                        "/v1/payment_intents",
                        "amount=500&currency=eur&customer=" + customer,
                        "/v1/subscriptions",
                        "customer=" + eve + "&items[0][price]=" + price,
                        "/v1/refunds",
                        "charge=" + mine.get("/v1/charges").getFirst(),
                        "/v1/promotion_codes",
                        "promotion[type]=coupon&promotion[coupon]="
                                + mine.get("/v1/coupons").getFirst(),
                        "/v1/billing_portal/sessions",
                        "customer=" + customer,
                        "/v1/checkout/sessions",
                        "mode=payment&success_url=http://localhost/&line_items[0][quantity]=1&line_items[0][price]="
                                + price,
                        "/v1/subscription_schedules",
                        "from_subscription=" + mine.get("/v1/subscriptions").getFirst())
                .entrySet()) {
            var answer = send("sk_test_stranger", "POST", request.getKey(), request.getValue());
            assertThat(answer.statusCode())
                    .as(request.getKey() + " " + answer.body())
                    .isIn(400, 404);
            assertThat(answer.body()).as(request.getKey()).contains("resource_missing");
        }
        for (var path : listedByTime())
            for (var id : mine.getOrDefault(path, List.of()))
                assertThat(send("sk_test_stranger", "GET", path + "?starting_after=" + id, "")
                                .statusCode())
                        .as(path)
                        .isIn(400, 404);
    }

    /** Of every kind that can be listed, what there is. */
    private Map<String, List<String>> mine() {
        var mine = new LinkedHashMap<String, List<String>>();
        for (var endpoint : Endpoints.all()) {
            var limited = endpoint.parameters().stream()
                    .anyMatch(parameter -> parameter.name().equals("limit"));
            if (!endpoint.method().equals("GET")
                    || !limited
                    || endpoint.template().contains("{")) continue;
            var answer = rehearsal.api("GET", endpoint.template() + "?limit=2", "");
            if (answer.statusCode() == 200)
                mine.put(
                        endpoint.template(),
                        nodes(answer).stream()
                                .map(each -> each.path("id").asString())
                                .toList());
        }
        return mine;
    }

    private Map<String, String> told(Map<String, List<String>> mine) {
        var told = new LinkedHashMap<String, String>();
        mine.keySet()
                .forEach(path -> told.put(
                        path, rehearsal.api("GET", path + "?limit=100", "").body()));
        return told;
    }

    private String make(String path, String form) {
        var answer = rehearsal.api("POST", path, form);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("id").asString();
    }

    private HttpResponse<String> send(String key, String method, String path, String form) {
        return Rehearsal.send(rehearsal
                .request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static List<JsonNode> nodes(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(JSON.readTree(answer.body()).path("data").spliterator(), false)
                .toList();
    }
}
