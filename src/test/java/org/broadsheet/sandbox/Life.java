package org.broadsheet.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A supporter's life at the sandbox, seen and moved over the wire only; refusals are a part of life. */
final class Life {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Rehearsal rehearsal;
    private final List<JsonNode> events = new ArrayList<>();
    private final String customer;
    final List<String> done = new ArrayList<>();

    Life(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
        this.customer =
                post("/v1/customers", "email=elif@example.org").path("id").asString();
        giveCard("pm_card_visa");
    }

    /** One thing that somebody does or that happens to them, chosen and dimensioned by chance. */
    record Step(Deed deed, long seed) {
        @Override
        public String toString() {
            return deed + "@" + seed;
        }
    }

    /** In the order of how much they need of what is there already. */
    enum Deed {
        SUBSCRIBE,
        SUBSCRIBE_AT_CHECKOUT,
        PAY_ONCE,
        TIME_PASSES,
        A_MONTH_PASSES,
        CHANGE_AMOUNT,
        CHANGE_INTERVAL,
        CHANGE_QUANTITY,
        PAUSE,
        UNPAUSE,
        STOP,
        GO_ON,
        END,
        CHANGE_CARD,
        CHANGE_CARD_OF_SUBSCRIPTION,
        PAY_INVOICE,
        VOID_INVOICE,
        GIVE_UP_INVOICE,
        REFUND,
        ANSWER_DISPUTE,
        LOSE_DISPUTE,
        DISCOUNT,
        CREDIT,
        EXTRA_ITEM,
        CREDIT_NOTE
    }

    private static final List<String> CARDS = List.of(
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_mastercard",
            "pm_card_chargeCustomerFail",
            "pm_card_createDispute",
            "pm_card_createDisputeInquiry",
            "pm_card_pendingRefund",
            "pm_card_refundFail",
            "pm_card_authenticationRequired",
            "pm_card_bypassPending");

    void live(Step step) {
        var random = new Random(step.seed());
        switch (step.deed()) {
            case SUBSCRIBE ->
                post(
                        "/v1/subscriptions",
                        "customer=" + customer + "&items[0][price]=" + price(random) + "&items[0][quantity]="
                                + (1 + random.nextInt(3)));
            case SUBSCRIBE_AT_CHECKOUT -> {
                var page = post(
                        "/v1/checkout/sessions",
                        "mode=subscription&success_url=http://localhost:9/&customer=" + customer
                                + "&line_items[0][quantity]=1&line_items[0][price]=" + price(random));
                rehearsal.post(
                        "/c/pay/" + page.path("id").asString(),
                        java.util.Map.of("number", Rehearsal.GOOD, "expiry", "12/50", "cvc", "123", "name", "Elif"));
            }
            case PAY_ONCE ->
                post(
                        "/v1/payment_intents",
                        "currency=eur&confirm=true&payment_method_types[0]=card&amount=" + (50 + random.nextInt(9_000))
                                + "&payment_method=" + any(CARDS, random));
            case TIME_PASSES -> rehearsal.later(3_600L + random.nextInt(40 * 86_400));
            case A_MONTH_PASSES -> rehearsal.later("month");
            case CHANGE_AMOUNT, CHANGE_INTERVAL ->
                subscription(
                        random,
                        item -> "items[0][id]=" + item + "&items[0][price]=" + price(random) + proration(random));
            case CHANGE_QUANTITY ->
                subscription(
                        random,
                        item -> "items[0][id]=" + item + "&items[0][quantity]=" + (1 + random.nextInt(5))
                                + proration(random));
            case PAUSE ->
                subscription(
                        random,
                        item -> "pause_collection[behavior]="
                                + any(List.of("void", "keep_as_draft", "mark_uncollectible"), random));
            case UNPAUSE -> subscription(random, item -> "pause_collection=");
            case STOP -> subscription(random, item -> "cancel_at_period_end=true");
            case GO_ON -> subscription(random, item -> "cancel_at_period_end=false");
            case END -> on("subscriptions", random, id -> ask("DELETE", "/v1/subscriptions/" + id, ""));
            case CHANGE_CARD -> giveCard(any(CARDS, random));
            case CHANGE_CARD_OF_SUBSCRIPTION ->
                subscription(random, item -> "default_payment_method=" + attached(any(CARDS, random)));
            case PAY_INVOICE -> invoice(random, "pay", random.nextBoolean() ? "" : "paid_out_of_band=true");
            case VOID_INVOICE -> invoice(random, "void", "");
            case GIVE_UP_INVOICE -> invoice(random, "mark_uncollectible", "");
            case REFUND ->
                on(
                        "charges",
                        random,
                        id -> post(
                                "/v1/refunds",
                                "charge=" + id + (random.nextBoolean() ? "" : "&amount=" + (1 + random.nextInt(900)))));
            case ANSWER_DISPUTE ->
                on(
                        "disputes",
                        random,
                        id -> post(
                                "/v1/disputes/" + id,
                                "submit=true&evidence[uncategorized_text]="
                                        + any(List.of("winning_evidence", "losing_evidence"), random)));
            case LOSE_DISPUTE -> on("disputes", random, id -> post("/v1/disputes/" + id + "/close", ""));
            case DISCOUNT -> {
                var coupon = post(
                                "/v1/coupons",
                                random.nextBoolean()
                                        ? "percent_off=10&duration=once"
                                        : "amount_off=300&currency=eur&duration=forever")
                        .path("id")
                        .asString("none");
                subscription(random, item -> "discounts[0][coupon]=" + coupon);
            }
            case CREDIT ->
                post(
                        "/v1/customers/" + customer + "/balance_transactions",
                        "currency=eur&amount=" + (random.nextInt(2_000) - 1_500));
            case EXTRA_ITEM ->
                post(
                        "/v1/invoiceitems",
                        "customer=" + customer + "&currency=eur&amount=" + (random.nextInt(3_000) - 500));
            case CREDIT_NOTE ->
                on(
                        "invoices",
                        random,
                        id -> post("/v1/credit_notes", "invoice=" + id + "&amount=" + (1 + random.nextInt(400))));
        }
    }

    private String price(Random random) {
        var amount = random.nextInt(10) == 0 ? 0 : 100 + random.nextInt(5_000);
        return post(
                        "/v1/prices",
                        "currency=eur&product_data[name]=Support&unit_amount=" + amount + "&recurring[interval]="
                                + any(List.of("month", "month", "month", "year", "week"), random))
                .path("id")
                .asString();
    }

    private static String proration(Random random) {
        return "&proration_behavior=" + any(List.of("none", "create_prorations", "always_invoice"), random)
                + (random.nextInt(4) == 0 ? "&billing_cycle_anchor=now" : "");
    }

    private void giveCard(String card) {
        post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + attached(card));
    }

    private String attached(String card) {
        return post("/v1/payment_methods/" + card + "/attach", "customer=" + customer)
                .path("id")
                .asString("none");
    }

    private void invoice(Random random, String what, String form) {
        on("invoices", random, id -> post("/v1/invoices/" + id + "/" + what, form));
    }

    private void subscription(Random random, java.util.function.UnaryOperator<String> form) {
        on(
                "subscriptions",
                random,
                id -> post(
                        "/v1/subscriptions/" + id,
                        form.apply(get("/v1/subscriptions/" + id)
                                .at("/items/data/0/id")
                                .asString())));
    }

    private void on(String kind, Random random, java.util.function.Consumer<String> work) {
        var all = all(kind);
        if (!all.isEmpty())
            work.accept(all.get(random.nextInt(all.size())).path("id").asString());
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    // ---- What there is ----

    List<JsonNode> all(String kind) {
        var all = new ArrayList<JsonNode>();
        var page = get("/v1/" + kind + "?limit=100");
        while (true) {
            page.path("data").forEach(all::add);
            if (!page.path("has_more").asBoolean(false)) return all;
            page = get("/v1/" + kind + "?limit=100&starting_after="
                    + all.getLast().path("id").asString());
        }
    }

    /** What has been told since somebody asked last, oldest first. */
    List<JsonNode> news() {
        var fresh = new ArrayList<JsonNode>();
        while (true) {
            var last = events.isEmpty() ? null : events.getLast().path("id").asString();
            var page = get("/v1/events?limit=100" + (last == null ? "" : "&ending_before=" + last));
            var found = new ArrayList<JsonNode>();
            if (last == null) found.addAll(all("events"));
            else page.path("data").forEach(found::add);
            for (var event : found.reversed()) {
                events.add(event);
                fresh.add(event);
            }
            if (last == null || !page.path("has_more").asBoolean(false)) return fresh;
        }
    }

    JsonNode get(String path) {
        return ask("GET", path, "");
    }

    private JsonNode post(String path, String form) {
        return ask("POST", path, form);
    }

    private JsonNode ask(String method, String path, String form) {
        var answer = rehearsal.api(method, path, encoded(form));
        if (!method.equals("GET"))
            done.add(method + " " + path + " " + form + " -> " + told(answer.statusCode(), answer.body()));
        if (answer.statusCode() >= 500)
            throw new AssertionError(method + " " + path + " " + form + ": " + answer.body());
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    }

    private static String told(int status, String body) {
        var json = JSON.readTree(body);
        return status + " "
                + (status == 200
                        ? json.path("id").asString("")
                        : json.at("/error/message").asString(""));
    }

    private static @Nullable String encoded(String form) {
        return java.util.Arrays.stream(form.split("&"))
                .map(pair -> {
                    var equals = pair.indexOf('=');
                    return equals < 0
                            ? pair
                            : pair.substring(0, equals + 1)
                                    + URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                })
                .collect(java.util.stream.Collectors.joining("&"));
    }
}
