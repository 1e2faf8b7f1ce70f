package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shop with customers of every kind, so that each hosted page has something to show; all in plain forms. */
final class HostedStage {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final String LONG_NAME = "Friends of The Meridian with the weekend edition, the crossword and the archive";

    final Rehearsal rehearsal;
    /** Paths by name of the page. */
    final Map<String, String> pages = new LinkedHashMap<>();

    HostedStage(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    /** What takes a month comes first, since pages that are open now would be gone by then. */
    HostedStage setAll() throws Exception {
        var late = rehearsal.subscribed(Rehearsal.FAILS_LATER);
        var asking = rehearsal.subscribed(Rehearsal.GOOD);
        var method =
                made("payment_methods/pm_card_authenticationRequired/attach", Map.of("customer", asking.getCustomer()));
        made("subscriptions/" + asking.getId(), Map.of("default_payment_method", id(method)));
        pages.put("checkout-expired", session(once(1_400)));
        rehearsal.later("month");
        pages.put("invoice-open", latestInvoice(late.getId()));
        pages.put("invoice-asked", latestInvoice(asking.getId()));
        pages.put("portal-past-due", portal(late.getCustomer(), Map.of()));
        checkouts();
        invoices();
        portals();
        links();
        pages.put("control", "/_sandbox");
        pages.put("deliveries", "/_sandbox/deliveries");
        pages.put("help", "/_sandbox/help");
        pages.put("error", "/c/nothing");
        return this;
    }

    private void checkouts() {
        pages.put("checkout-once", session(once(1_400)));
        pages.put("checkout-monthly", session(monthly(500)));
        pages.put("checkout-long", session(withLongNames()));
        pages.put("checkout-sepa", session(bySepa(1_400)));
        pages.put("checkout-bacs", session(only("gbp", "bacs_debit")));
        pages.put("checkout-us-bank", session(only("usd", "us_bank_account")));
        pages.put("checkout-asking", session(asking()));
        var reduced = session(asking());
        var coupon = id(made("coupons", Map.of("percent_off", "25", "duration", "once")));
        made("promotion_codes", Map.of("promotion[type]", "coupon", "promotion[coupon]", coupon, "code", "WINTER"));
        rehearsal.post(reduced + "/code", Map.of("code", "winter"));
        pages.put("checkout-reduced", reduced);
        pages.put("checkout-setup", session(Map.of("mode", "setup", "currency", "eur")));
        var paid = session(once(700));
        pay(paid, Rehearsal.GOOD);
        pages.put("checkout-paid", paid);
        pages.put("checkout-unknown", "/c/pay/cs_test_none");
        var asked = session(once(2_500));
        pages.put("challenge", path(location(pay(asked, "4000002500003155"))));
        pages.put("challenge-unknown", "/c/challenge/pi_none_secret_none");
    }

    private void invoices() throws Exception {
        var subscription = rehearsal.subscribed(Rehearsal.GOOD);
        pages.put("invoice-paid", latestInvoice(subscription.getId()));
        pages.put("invoice-manual", manualInvoice(subscription.getCustomer()));
        var voided = manualInvoice(subscription.getCustomer());
        made("invoices/" + invoiceBehind(subscription.getCustomer()) + "/void", Map.of());
        pages.put("invoice-void", voided);
        pages.put("invoice-unknown", "/i/none");
    }

    private void portals() throws Exception {
        var customer = subscriberWithLongName();
        var home = portal(customer, Map.of());
        var subscription = subscribe(customer, price(500, "month", LONG_NAME));
        pages.put("portal-home", home);
        pages.put("portal-card", home + "/payment-method");
        pages.put("portal-details", home + "/customer");
        pages.put("portal-cancel", home + "/subscriptions/" + subscription + "/cancel");
        var plans = portal(customer, Map.of("configuration", changing(subscription)));
        pages.put("portal-plans", plans + "/subscriptions/" + subscription + "/update");
        pages.put(
                "portal-plan",
                plans + "/subscriptions/" + subscription + "/update/confirm?quantity=2&price=" + priceOf(subscription));
        var nobody = id(made("customers", Map.of("email", "new@example.org")));
        pages.put("portal-empty", portal(nobody, Map.of()));
        var ended = rehearsal.subscribed(Rehearsal.GOOD);
        var ending = portal(ended.getCustomer(), Map.of());
        rehearsal.post(ending + "/subscriptions/" + ended.getId() + "/cancel", Map.of("reason", "unused"));
        pages.put("portal-ending", ending + "?done=canceled");
        pages.put("portal-refused", ending + "/subscriptions/" + ended.getId() + "/cancel");
        pages.put("portal-unknown", "/p/session/none");
    }

    private void links() {
        var form = Map.of("line_items[0][price]", price(700, null, "Winter appeal"), "line_items[0][quantity]", "1");
        var link = path(made("payment_links", form).path("url").asString());
        var session = path(location(rehearsal.get(link, "text/html")));
        var thanks = location(pay(session, Rehearsal.GOOD));
        pages.put("link-thanks", path(thanks) + "?" + URI.create(thanks).getRawQuery());
        var gone = made("payment_links", form);
        made("payment_links/" + id(gone), Map.of("active", "false"));
        pages.put("link-inactive", path(gone.path("url").asString()));
    }

    // ---- What can be bought ----

    static Map<String, String> once(long amount) {
        return Map.of(
                "mode", "payment",
                "line_items[0][quantity]", "1",
                "line_items[0][price_data][currency]", "eur",
                "line_items[0][price_data][unit_amount]", String.valueOf(amount),
                "line_items[0][price_data][product_data][name]", "Winter appeal");
    }

    static Map<String, String> monthly(long amount) {
        var form = new LinkedHashMap<>(once(amount));
        form.put("mode", "subscription");
        form.put("line_items[0][price_data][recurring][interval]", "month");
        return form;
    }

    static Map<String, String> bySepa(long amount) {
        var form = new LinkedHashMap<>(once(amount));
        form.put("payment_method_types[0]", "card");
        form.put("payment_method_types[1]", "sepa_debit");
        return form;
    }

    private static Map<String, String> only(String currency, String type) {
        var form = new LinkedHashMap<>(once(1_400));
        form.put("line_items[0][price_data][currency]", currency);
        form.put("payment_method_types[0]", type);
        return form;
    }

    /** All that a page can be made to ask. */
    static Map<String, String> asking() {
        var form = new LinkedHashMap<>(once(1_400));
        form.put("allow_promotion_codes", "true");
        form.put("billing_address_collection", "required");
        form.put("phone_number_collection[enabled]", "true");
        form.put("consent_collection[terms_of_service]", "required");
        form.put("line_items[0][adjustable_quantity][enabled]", "true");
        return form;
    }

    private static Map<String, String> withLongNames() {
        var form = new LinkedHashMap<>(monthly(123_456));
        form.put("line_items[0][price_data][product_data][name]", LONG_NAME);
        form.put("line_items[1][quantity]", "12");
        form.put("line_items[1][price_data][currency]", "eur");
        form.put("line_items[1][price_data][unit_amount]", "35");
        form.put("line_items[1][price_data][product_data][name]", "Card fee");
        form.put("line_items[1][price_data][recurring][interval]", "month");
        form.put("custom_text[submit][message]", "Then €1,238.76 on the 23rd of each month, until you stop it.");
        return form;
    }

    /** The path of a payment page that ends where somebody can look at what has happened. */
    String session(Map<String, String> wish) {
        var form = new LinkedHashMap<>(wish);
        form.put("success_url", rehearsal.sandbox.address() + "/_sandbox/help?paid={CHECKOUT_SESSION_ID}");
        form.put("cancel_url", rehearsal.sandbox.address() + "/_sandbox");
        return path(made("checkout/sessions", form).path("url").asString());
    }

    HttpResponse<String> pay(String page, String card) {
        return rehearsal.post(
                page, Map.of("email", "elif@example.org", "number", card, "expiry", "12/34", "cvc", "123"));
    }

    // ---- Who buys ----

    private String subscriberWithLongName() {
        return customerWith(Map.of(
                "name", "Maximiliane Friederike von Hohenlohe-Waldenburg-Schillingsfürst",
                "email", "maximiliane.von.hohenlohe-waldenburg-schillingsfuerst@newsletter.example.org",
                "address[line1]", "Straße des 17. Juni 135",
                "address[city]", "Berlin",
                "address[country]", "DE",
                "payment_method", "pm_card_visa"));
    }

    String customerWith(String card) {
        return customerWith(Map.of("name", "Elif", "email", "elif@example.org", "payment_method", card));
    }

    /** Whose card is the usual one. */
    private String customerWith(Map<String, String> details) {
        var customer = id(made("customers", details));
        var card =
                told("customers/" + customer + "/payment_methods").path("data").get(0);
        made("customers/" + customer, Map.of("invoice_settings[default_payment_method]", id(card)));
        return customer;
    }

    String price(long amount, String interval, String name) {
        var form = new LinkedHashMap<String, String>();
        form.put("currency", "eur");
        form.put("unit_amount", String.valueOf(amount));
        form.put("product_data[name]", name);
        if (interval != null) form.put("recurring[interval]", interval);
        return id(made("prices", form));
    }

    String subscribe(String customer, String price) {
        return id(made("subscriptions", Map.of("customer", customer, "items[0][price]", price)));
    }

    /** A configuration with which people may choose between what they have and more of it. */
    String changing(String subscription) {
        var product = told("prices/" + priceOf(subscription)).path("product").asString();
        var form = new LinkedHashMap<String, String>();
        var update = "features[subscription_update]";
        form.put(update + "[enabled]", "true");
        form.put(update + "[default_allowed_updates][0]", "price");
        form.put(update + "[default_allowed_updates][1]", "quantity");
        form.put(update + "[proration_behavior]", "always_invoice");
        form.put(update + "[products][0][product]", product);
        form.put(update + "[products][0][prices][0]", priceOf(subscription));
        return id(made("billing_portal/configurations", form));
    }

    private String priceOf(String subscription) {
        return told("subscriptions/" + subscription)
                .path("items")
                .path("data")
                .get(0)
                .path("price")
                .path("id")
                .asString();
    }

    String portal(String customer, Map<String, String> more) {
        var form = new LinkedHashMap<>(more);
        form.put("customer", customer);
        form.put("return_url", rehearsal.sandbox.address() + "/_sandbox");
        return path(made("billing_portal/sessions", form).path("url").asString());
    }

    String latestInvoice(String subscription) {
        var invoice =
                told("subscriptions/" + subscription).path("latest_invoice").asString();
        return path(told("invoices/" + invoice).path("hosted_invoice_url").asString());
    }

    /** Written by hand and to be paid within a month. */
    String manualInvoice(String customer) {
        var invoice = id(made(
                "invoices",
                Map.of(
                        "customer",
                        customer,
                        "collection_method",
                        "send_invoice",
                        "days_until_due",
                        "30",
                        "description",
                        "For the reading in November, as agreed",
                        "footer",
                        "The Meridian Cooperative, Court Street 3")));
        for (var item : Map.of("Two readings", "20000", LONG_NAME, "1234").entrySet())
            made(
                    "invoiceitems",
                    Map.of(
                            "customer",
                            customer,
                            "invoice",
                            invoice,
                            "currency",
                            "eur",
                            "amount",
                            item.getValue(),
                            "description",
                            item.getKey()));
        made("invoices/" + invoice + "/finalize", Map.of());
        return path(told("invoices/" + invoice).path("hosted_invoice_url").asString());
    }

    private String invoiceBehind(String customer) {
        return id(told("invoices?customer=" + customer).path("data").get(0));
    }

    // ---- Plain HTTP ----

    JsonNode made(String what, Map<String, String> form) {
        var body = new StringBuilder();
        form.forEach((key, value) -> body.append(key)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        return read(rehearsal.api("POST", "/v1/" + what, body.toString()));
    }

    JsonNode told(String what) {
        return read(rehearsal.api("GET", "/v1/" + what, ""));
    }

    private static JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String id(JsonNode object) {
        return object.path("id").asString();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
    }

    private static String path(String url) {
        return URI.create(url).getRawPath();
    }
}
