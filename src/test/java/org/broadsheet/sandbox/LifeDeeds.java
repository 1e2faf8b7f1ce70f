package org.broadsheet.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** What a supporter, the newsroom, the banks and time do in a life. */
final class LifeDeeds {
    private final Life life;
    private final Rehearsal rehearsal;
    private final String customer;
    private final String clock;

    /** Every third supporter lives on a test clock. */
    LifeDeeds(Life life, Rehearsal rehearsal, boolean onClock) {
        this.life = life;
        this.rehearsal = rehearsal;
        this.clock = onClock
                ? post("/v1/test_helpers/test_clocks", "frozen_time=" + rehearsal.now())
                        .path("id")
                        .asString()
                : "";
        this.customer = post("/v1/customers", "email=elif@example.org" + (onClock ? "&test_clock=" + clock : ""))
                .path("id")
                .asString();
        giveCard("pm_card_visa");
    }

    /** One thing that somebody does or that happens to them, chosen and dimensioned by chance. */
    record Step(LifeDeed deed, long seed) {
        @Override
        public String toString() {
            return deed + "@" + seed;
        }
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
            "pm_card_bypassPending",
            "pm_card_threeDSecure2Required",
            "pm_card_authenticationRequiredOnSetup",
            "pm_card_createDisputeProductNotReceived",
            "pm_card_createMultipleDisputes",
            "pm_card_createIssuerFraudRecord",
            "pm_card_riskLevelElevated",
            "pm_card_visa_chargeDeclined");

    private static final List<String> ACCOUNTS =
            List.of("AT611904300234573201", "AT321904300235473204", "AT861904300235473202", "AT591904300235473203");

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
                life.onPage(
                        "/c/pay/" + page.path("id").asString(),
                        Map.of("number", Rehearsal.GOOD, "expiry", "12/50", "cvc", "123", "name", "Elif"));
            }
            case PAY_ONCE ->
                post(
                        "/v1/payment_intents",
                        "currency=eur&confirm=true&payment_method_types[0]=card&amount=" + (50 + random.nextInt(9_000))
                                + "&payment_method=" + any(CARDS, random));
            // A test clock does not outlive a month of real time.
            case TIME_PASSES -> rehearsal.later(clock.isEmpty() ? 3_600L + random.nextInt(40 * 86_400) : 3_600L);
            case A_MONTH_PASSES -> advance(31 * 86_400L);
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
            case END ->
                on(
                        "subscriptions",
                        random,
                        id -> ask(
                                "DELETE",
                                "/v1/subscriptions/" + id,
                                any(List.of("", "prorate=true", "invoice_now=true&prorate=true"), random)));
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
                                        + any(
                                                List.of(
                                                        "winning_evidence",
                                                        "losing_evidence",
                                                        "escalate_inquiry_evidence"),
                                                random)));
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
            case WEEKS_PASS -> advance(3_600L + random.nextInt(30 * 86_400));
            case TWO_MONTHS_PASS -> advance(62 * 86_400L);
            case ANSWER_CHALLENGE -> life.all("payment_intents").forEach(intent -> answer(intent, random));
            case GIVE_ACCOUNT -> {
                var account = account(random);
                post("/v1/payment_methods/" + account + "/attach", "customer=" + customer);
                post(
                        "/v1/setup_intents",
                        "confirm=true&customer=" + customer + "&payment_method=" + account
                                + "&payment_method_types[0]=sepa_debit" + MANDATE);
                post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + account);
            }
            case PAY_FROM_ACCOUNT ->
                post(
                        "/v1/payment_intents",
                        "currency=eur&confirm=true&payment_method_types[0]=sepa_debit&amount="
                                + (50 + random.nextInt(9_000)) + "&payment_method=" + account(random) + MANDATE);
            case TRY_FOR_FREE ->
                post(
                        "/v1/subscriptions",
                        "customer=" + customer + "&items[0][price]=" + price(random) + "&trial_period_days="
                                + (1 + random.nextInt(20))
                                + "&trial_settings[end_behavior][missing_payment_method]="
                                + any(List.of("pause", "pause", "cancel", "create_invoice"), random));
            case TAKE_CARD_AWAY -> post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=");
            case RESUME ->
                on(
                        "subscriptions",
                        random,
                        id -> post(
                                "/v1/subscriptions/" + id + "/resume",
                                "billing_cycle_anchor=" + any(List.of("now", "unchanged"), random)
                                        + "&proration_behavior="
                                        + any(List.of("none", "create_prorations", "always_invoice"), random)));
            case HOLD ->
                post(
                        "/v1/payment_intents",
                        "currency=eur&confirm=true&capture_method=manual&payment_method_types[0]=card&amount="
                                + (50 + random.nextInt(9_000)) + "&payment_method=" + any(CARDS, random));
            case CAPTURE ->
                on(
                        "payment_intents",
                        random,
                        id -> post(
                                "/v1/payment_intents/" + id + "/capture",
                                random.nextBoolean() ? "" : "amount_to_capture=" + (50 + random.nextInt(500))));
            case LET_GO -> on("payment_intents", random, id -> post("/v1/payment_intents/" + id + "/cancel", ""));
            case INVOICE_BY_HAND -> {
                post("/v1/invoiceitems", "customer=" + customer + "&currency=eur&amount=" + random.nextInt(5_000));
                post(
                        "/v1/invoices",
                        "customer=" + customer + "&auto_advance=" + random.nextBoolean()
                                + any(List.of("", "&collection_method=send_invoice&days_until_due=10"), random)
                                + any(List.of("", "&pending_invoice_items_behavior=include"), random));
            }
            case FINALIZE -> invoice(random, "finalize", "");
            case SEND -> invoice(random, "send", "");
            case DELETE_DRAFT -> on("invoices", random, id -> ask("DELETE", "/v1/invoices/" + id, ""));
            case DELETE_ITEM -> on("invoiceitems", random, id -> ask("DELETE", "/v1/invoiceitems/" + id, ""));
            case GIVE_BACK_BY_NOTE -> {
                var amount = 1 + random.nextInt(400);
                var how = any(List.of("refund_amount", "credit_amount", "out_of_band_amount"), random);
                on(
                        "invoices",
                        random,
                        id -> post(
                                "/v1/credit_notes", "invoice=" + id + "&amount=" + amount + "&" + how + "=" + amount));
            }
            case VOID_NOTE -> on("credit_notes", random, id -> post("/v1/credit_notes/" + id + "/void", ""));
            case TAKE_DISCOUNT_AWAY -> subscription(random, item -> "discounts=");
            case PLAN ->
                on("subscriptions", random, id -> post("/v1/subscription_schedules", "from_subscription=" + id));
            case CHANGE_PLAN ->
                on("subscription_schedules", random, id -> {
                    var phase = get("/v1/subscription_schedules/" + id).at("/phases/0");
                    post(
                            "/v1/subscription_schedules/" + id,
                            "end_behavior=" + any(List.of("release", "cancel"), random)
                                    + "&phases[0][start_date]="
                                    + phase.path("start_date").asString() + "&phases[0][end_date]="
                                    + phase.path("end_date").asString()
                                    + "&phases[0][items][0][price]="
                                    + phase.at("/items/0/price").asString()
                                    + "&phases[1][items][0][price]=" + price(random)
                                    + "&phases[1][duration][interval]=month&phases[1][duration][interval_count]="
                                    + (1 + random.nextInt(2)));
                });
            case LEAVE_PLAN ->
                on(
                        "subscription_schedules",
                        random,
                        id -> post(
                                "/v1/subscription_schedules/" + id + "/"
                                        + any(List.of("release", "release", "cancel"), random),
                                ""));
            case CANCEL_REFUND -> on("refunds", random, id -> post("/v1/refunds/" + id + "/cancel", ""));
            case PAY_OUT -> post("/v1/payouts", "currency=eur&amount=" + (1 + random.nextInt(2_000)));
            case PAUSE_COLLECTION_FOR_A_WHILE ->
                subscription(
                        random,
                        item -> "pause_collection[behavior]=keep_as_draft&pause_collection[resumes_at]="
                                + (now() + 86_400L * (1 + random.nextInt(60))));
        }
    }

    private static final String MANDATE = "&mandate_data[customer_acceptance][type]=offline";

    private String account(Random random) {
        return post(
                        "/v1/payment_methods",
                        "type=sepa_debit&billing_details[name]=Elif&billing_details[email]=elif@example.org&sepa_debit[iban]="
                                + any(ACCOUNTS, random))
                .path("id")
                .asString("none");
    }

    private void answer(JsonNode intent, Random random) {
        var url = intent.at("/next_action/use_stripe_sdk/three_d_secure_redirect/url")
                .asString("");
        if (!url.isEmpty())
            life.onPage(URI.create(url).getPath(), Map.of("answer", random.nextInt(3) == 0 ? "fail" : "pass"));
    }

    private void advance(long seconds) {
        if (clock.isEmpty()) {
            rehearsal.later(seconds);
            return;
        }
        var sent = post("/v1/test_helpers/test_clocks/" + clock + "/advance", "frozen_time=" + (now() + seconds));
        if (!sent.has("id")) return;
        Eventually.until(
                "the clock has arrived",
                () -> get("/v1/test_helpers/test_clocks/" + clock)
                        .path("status")
                        .asString()
                        .equals("ready"));
    }

    private long now() {
        return clock.isEmpty()
                ? rehearsal.now()
                : get("/v1/test_helpers/test_clocks/" + clock)
                        .path("frozen_time")
                        .asLong();
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

    private void subscription(Random random, UnaryOperator<String> form) {
        on(
                "subscriptions",
                random,
                id -> post(
                        "/v1/subscriptions/" + id,
                        form.apply(get("/v1/subscriptions/" + id)
                                .at("/items/data/0/id")
                                .asString())));
    }

    private void on(String kind, Random random, Consumer<String> work) {
        var all = life.all(kind.equals("subscriptions") ? "subscriptions?customer=" + customer : kind);
        if (!all.isEmpty())
            work.accept(all.get(random.nextInt(all.size())).path("id").asString());
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private JsonNode get(String path) {
        return life.get(path);
    }

    private JsonNode post(String path, String form) {
        return life.post(path, form);
    }

    private JsonNode ask(String method, String path, String form) {
        return life.ask(method, path, form);
    }
}
