package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.sandbox.http.Endpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A walk past every endpoint that there is: each says yes once, and what it says is held against Stripe's document (check 3). */
class EveryEndpointTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MONTHLY = "&recurring[interval]=month";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Set<String> seen = new LinkedHashSet<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void check_03_every_endpoints_success_is_as_the_document_has_it() throws Exception {
        catalog();
        customers();
        methods();
        intents();
        checkout();
        subscriptions();
        invoices();
        credit();
        money();
        afterwards();
        portal();
        clocksAndHooks();
        searches();

        var all = Endpoints.all().stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.template())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        all.removeAll(seen);
        // Nobody can give a customer a discount any more, so that there is none to take away.
        all.remove("DELETE /v1/customers/{id}/discount");
        assertThat(wrong).isEmpty();
        assertThat(all).as("endpoints that the walk has passed by").isEmpty();
    }

    // ---- What is sold ----

    private String product;
    private String price;
    private String coupon;

    private void catalog() {
        product = made("/v1/products", "name=Support");
        post("/v1/products/" + product, "metadata[a]=1");
        price = made("/v1/prices", "currency=eur&unit_amount=500&product=" + product + MONTHLY);
        post("/v1/prices/" + price, "nickname=Monthly");
        coupon = made("/v1/coupons", "percent_off=10&duration=forever");
        post("/v1/coupons/" + coupon, "name=Ten");
        var code = made("/v1/promotion_codes", "promotion[type]=coupon&promotion[coupon]=" + coupon);
        post("/v1/promotion_codes/" + code, "active=true");
        for (var each : Map.of("products", product, "prices", price, "coupons", coupon, "promotion_codes", code)
                .entrySet()) listed(each.getKey(), each.getValue());
        delete("/v1/products/" + made("/v1/products", "name=Nothing"));
        delete("/v1/coupons/" + made("/v1/coupons", "percent_off=5&duration=once"));
    }

    // ---- Who buys, and with what ----

    private String customer;

    private void customers() {
        customer = payer();
        post("/v1/customers/" + customer, "name=Ada");
        listed("customers", customer);
        var gone = made("/v1/customers", "email=eve@example.org");
        delete("/v1/customers/" + gone);
        var owed = made("/v1/customers/" + customer + "/balance_transactions", "amount=100&currency=eur");
        listed("customers/" + customer + "/balance_transactions", owed);
        post("/v1/customers/" + customer + "/balance_transactions/" + owed, "description=Owed");
    }

    private String payer() {
        return made(
                "/v1/customers",
                "email=ada@example.org&payment_method=pm_card_visa&invoice_settings[default_payment_method]=pm_card_visa");
    }

    private void methods() {
        var method = made("/v1/payment_methods", "type=card&card[token]=tok_visa");
        post("/v1/payment_methods/" + method + "/attach", "customer=" + customer);
        post("/v1/payment_methods/" + method, "metadata[a]=1");
        get("/v1/payment_methods?customer=" + customer);
        get("/v1/payment_methods/" + method);
        listed("customers/" + customer + "/payment_methods", method);
        post("/v1/payment_methods/" + method + "/detach", "");
    }

    private void intents() {
        var kept = made("/v1/setup_intents", "customer=" + customer + "&payment_method=pm_card_visa");
        post("/v1/setup_intents/" + kept, "description=Kept");
        post("/v1/setup_intents/" + kept + "/confirm", "return_url=http://localhost:9/");
        listed("setup_intents", kept);
        get("/v1/setup_attempts?setup_intent=" + kept);
        post("/v1/setup_intents/" + made("/v1/setup_intents", "") + "/cancel", "");

        var intent = made("/v1/payment_intents", "amount=500&currency=eur&capture_method=manual");
        post("/v1/payment_intents/" + intent, "description=Gift");
        post(
                "/v1/payment_intents/" + intent + "/confirm",
                "payment_method=pm_card_visa&return_url=http://localhost:9/");
        post("/v1/payment_intents/" + intent + "/capture", "");
        listed("payment_intents", intent);
        post("/v1/payment_intents/" + made("/v1/payment_intents", "amount=500&currency=eur") + "/cancel", "");
    }

    // ---- Pages ----

    private void checkout() throws Exception {
        var session = rehearsal.create(Rehearsal.once(3000)).getId();
        post("/v1/checkout/sessions/" + session, "metadata[a]=1");
        get("/v1/checkout/sessions/" + session + "/line_items");
        get("/v1/payment_pages/" + session);
        post("/v1/payment_pages/" + session + "/confirm", "payment_method=pm_card_visa&expected_amount=3000");
        listed("checkout/sessions", session);
        var other = made(
                "/v1/checkout/sessions",
                "mode=setup&currency=eur&success_url=http://localhost:9/&customer=" + customer);
        post("/v1/checkout/sessions/" + other + "/expire", "");

        var debit = rehearsal.create(Rehearsal.once(3000));
        rehearsal.post(
                "/c/pay/" + debit.getId(),
                Map.of("method", "sepa", "email", "a@example.org", "name", "A", "iban", "AT611904300234573201"));
        get("/v1/mandates/"
                + get("/v1/charges?limit=1")
                        .at("/data/0/payment_method_details/sepa_debit/mandate")
                        .asString());

        var link = made("/v1/payment_links", "line_items[0][price]=" + price + "&line_items[0][quantity]=1");
        post("/v1/payment_links/" + link, "active=false");
        get("/v1/payment_links/" + link + "/line_items");
        listed("payment_links", link);
    }

    private void portal() {
        var configuration = made("/v1/billing_portal/configurations", "features[invoice_history][enabled]=true");
        post("/v1/billing_portal/configurations/" + configuration, "metadata[a]=1");
        listed("billing_portal/configurations", configuration);
        post("/v1/billing_portal/sessions", "customer=" + customer + "&configuration=" + configuration);
    }

    // ---- What comes again ----

    private void subscriptions() {
        var subscription = made("/v1/subscriptions", "customer=" + customer + "&items[0][price]=" + price);
        post("/v1/subscriptions/" + subscription, "discounts[0][coupon]=" + coupon);
        delete("/v1/subscriptions/" + subscription + "/discount");
        listed("subscriptions", subscription);

        var second = made("/v1/prices", "currency=eur&unit_amount=100&product=" + product + MONTHLY);
        var item = made("/v1/subscription_items", "subscription=" + subscription + "&price=" + second);
        post("/v1/subscription_items/" + item, "quantity=2");
        get("/v1/subscription_items?subscription=" + subscription);
        get("/v1/subscription_items/" + item);
        delete("/v1/subscription_items/" + item);
        delete("/v1/subscriptions/" + subscription);

        var old = made(
                "/v1/subscriptions",
                "customer=" + customer + "&items[0][price]=" + price + "&billing_mode[type]=classic");
        post("/v1/subscriptions/" + old + "/migrate", "billing_mode[type]=flexible");
        resumed();
        schedules();
    }

    private void resumed() {
        var poor = made("/v1/customers", "email=poor@example.org");
        var trial = made(
                "/v1/subscriptions",
                "customer=" + poor + "&items[0][price]=" + price
                        + "&trial_period_days=3&trial_settings[end_behavior][missing_payment_method]=pause");
        rehearsal.later(4 * 86_400);
        post("/v1/subscriptions/" + trial + "/resume", "billing_cycle_anchor=now");
    }

    private void schedules() {
        var phases = "customer=" + customer + "&start_date=now&phases[0][items][0][price]=" + price
                + "&phases[0][duration][interval]=month&phases[0][duration][interval_count]=2";
        var schedule = made("/v1/subscription_schedules", phases);
        post("/v1/subscription_schedules/" + schedule, "metadata[a]=1");
        listed("subscription_schedules", schedule);
        post("/v1/subscription_schedules/" + schedule + "/release", "");
        post("/v1/subscription_schedules/" + made("/v1/subscription_schedules", phases) + "/cancel", "");
    }

    // ---- Invoices ----

    private void invoices() {
        post(
                "/v1/invoices/create_preview",
                "subscription=" + made("/v1/subscriptions", "customer=" + customer + "&items[0][price]=" + price));
        customer = payer(); // Who was given nothing back yet, so that a card must pay.
        var item = made("/v1/invoiceitems", "customer=" + customer + "&amount=700&currency=eur");
        post("/v1/invoiceitems/" + item, "description=Book");
        listed("invoiceitems", item);
        delete("/v1/invoiceitems/" + made("/v1/invoiceitems", "customer=" + customer + "&amount=1&currency=eur"));

        var invoice = draft();
        post("/v1/invoices/" + invoice, "description=Books");
        post("/v1/invoices/" + invoice + "/add_lines", "lines[0][amount]=300&lines[0][description]=Pen");
        var line = get("/v1/invoices/" + invoice + "/lines").at("/data/0/id").asString();
        post("/v1/invoices/" + invoice + "/lines/" + line, "description=Pencil");
        post("/v1/invoices/" + invoice + "/update_lines", "lines[0][id]=" + line + "&lines[0][description]=Chalk");
        post("/v1/invoices/" + invoice + "/add_lines", "lines[0][amount]=200&lines[0][description]=Ink");
        post("/v1/invoices/" + invoice + "/remove_lines", "lines[0][id]=" + line + "&lines[0][behavior]=delete");
        post("/v1/invoices/" + invoice + "/finalize", "");
        post("/v1/invoices/" + invoice + "/pay", "");
        listed("invoices", invoice);
        listed(
                "invoice_payments",
                get("/v1/invoice_payments?invoice=" + invoice).at("/data/0/id").asString());
        delete("/v1/invoices/" + draft());
        post("/v1/invoices/" + open() + "/void", "");
        var gift = made(
                "/v1/payment_intents",
                "amount=900&currency=eur&confirm=true&return_url=http://localhost:9/&payment_method=pm_card_visa&customer="
                        + customer);
        post("/v1/invoices/" + open() + "/attach_payment", "payment_intent=" + gift);
        post("/v1/invoices/" + open() + "/mark_uncollectible", "");
        var sent = made(
                "/v1/invoices",
                "customer=" + customer + "&collection_method=send_invoice&days_until_due=30&currency=eur");
        post("/v1/invoices/" + sent + "/add_lines", "lines[0][amount]=300&lines[0][description]=Pen");
        post("/v1/invoices/" + sent + "/send", "");
    }

    private String draft() {
        return made("/v1/invoices", "customer=" + customer + "&auto_advance=false&currency=eur");
    }

    private String open() {
        var invoice = draft();
        post("/v1/invoices/" + invoice + "/add_lines", "lines[0][amount]=900&lines[0][description]=Ink");
        post("/v1/invoices/" + invoice + "/finalize", "auto_advance=false");
        return invoice;
    }

    private void credit() {
        var invoice = open();
        var wish = "invoice=" + invoice + "&amount=100";
        get("/v1/credit_notes/preview?" + wish);
        get("/v1/credit_notes/preview/lines?" + wish);
        var note = made("/v1/credit_notes", wish);
        post("/v1/credit_notes/" + note, "memo=Sorry");
        get("/v1/credit_notes/" + note + "/lines");
        listed("credit_notes", note);
        post("/v1/credit_notes/" + note + "/void", "");
    }

    // ---- Money ----

    private void money() {
        var charge = made("/v1/charges", "amount=900&currency=eur&source=tok_visa");
        post("/v1/charges/" + charge, "description=Gift");
        var held = made("/v1/charges", "amount=900&currency=eur&source=tok_visa&capture=false");
        post("/v1/charges/" + held + "/capture", "");
        listed("charges", charge);
        var refund = made("/v1/refunds", "charge=" + charge + "&amount=100");
        post("/v1/refunds/" + refund, "metadata[a]=1");
        listed("refunds", refund);
        post("/v1/refunds/" + made("/v1/refunds", "payment_intent=" + paid("pm_card_pendingRefund")) + "/cancel", "");
        post(
                "/v1/test_helpers/refunds/" + made("/v1/refunds", "payment_intent=" + paid("pm_card_pendingRefund"))
                        + "/expire",
                "");

        get("/v1/account");
        get("/v1/balance");
        listed(
                "balance_transactions",
                get("/v1/balance_transactions").at("/data/0/id").asString());
    }

    private String paid(String card) {
        return paid(card, "eur");
    }

    private String paid(String card, String currency) {
        return made(
                "/v1/payment_intents",
                "amount=3000&currency=" + currency + "&confirm=true&return_url=http://localhost:9/&payment_method="
                        + card);
    }

    private void afterwards() {
        paid("pm_card_createDispute");
        var dispute = get("/v1/disputes").at("/data/0/id").asString();
        post("/v1/disputes/" + dispute, "metadata[a]=1");
        post("/v1/disputes/" + dispute + "/close", "");
        listed("disputes", dispute);
        paid("pm_card_createIssuerFraudRecord");
        listed(
                "radar/early_fraud_warnings",
                get("/v1/radar/early_fraud_warnings").at("/data/0/id").asString());
        paid("pm_card_riskLevelElevated");
        var review = get("/v1/reviews").at("/data/0/id").asString();
        listed("reviews", review);
        post("/v1/reviews/" + review + "/approve", "");
        payouts();
    }

    private void payouts() {
        for (int i = 0; i < 5; i++) paid("pm_card_bypassPending", "usd");
        var payout = made("/v1/payouts", "amount=500&currency=usd");
        post("/v1/payouts/" + payout, "metadata[a]=1");
        listed("payouts", payout);
        post("/v1/payouts/" + made("/v1/payouts", "amount=300&currency=usd") + "/cancel", "");
        rehearsal.later(7 * 86_400);
        post("/v1/payouts/" + payout + "/reverse", "");
    }

    // ---- Time, events ----

    private void clocksAndHooks() {
        var clock = made("/v1/test_helpers/test_clocks", "frozen_time=1900000000");
        post("/v1/test_helpers/test_clocks/" + clock + "/advance", "frozen_time=1900003600");
        listed("test_helpers/test_clocks", clock);
        Eventually.until(
                "it is ready",
                () -> get("/v1/test_helpers/test_clocks/" + clock)
                        .path("status")
                        .asString()
                        .equals("ready"));
        delete("/v1/test_helpers/test_clocks/" + clock);

        var endpoint = made("/v1/webhook_endpoints", "url=http://localhost:1/&enabled_events[0]=charge.failed");
        post("/v1/webhook_endpoints/" + endpoint, "disabled=true");
        listed("webhook_endpoints", endpoint);
        delete("/v1/webhook_endpoints/" + endpoint);
        listed("events", get("/v1/events?limit=1").at("/data/0/id").asString());
    }

    private void searches() {
        for (var each : Endpoints.all())
            if (each.template().endsWith("/search")) get(each.template() + "?query=metadata%5B%22a%22%5D%3A%221%22");
    }

    // ---- How one asks ----

    /** In the list of its kind, and by itself. */
    private void listed(String kind, String id) {
        var list = get("/v1/" + kind).path("data").valueStream();
        if (list.noneMatch(each -> each.path("id").asString().equals(id))) wrong.add(id + " is not among " + kind);
        get("/v1/" + kind + "/" + id);
    }

    private String made(String path, String form) {
        return post(path, form).path("id").asString();
    }

    private JsonNode get(String path) {
        return ask("GET", path, "");
    }

    private JsonNode post(String path, String form) {
        return ask("POST", path, form);
    }

    private void delete(String path) {
        ask("DELETE", path, "");
    }

    private JsonNode ask(String method, String path, String form) {
        var answer = rehearsal.api(method, path, form);
        var plain = URI.create(path).getPath();
        if (answer.statusCode() != 200) wrong.add(method + " " + path + " with " + form + ": " + answer.body());
        else {
            StripeDocument.faultsOfAnswer(method, plain, 200, answer.body())
                    .forEach(fault -> wrong.add(method + " " + path + ": " + fault));
            seen.add(method + " " + Endpoints.template(method, plain));
        }
        return JSON.readTree(answer.body());
    }
}
