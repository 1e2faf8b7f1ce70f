package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One sandbox for all tests, emptied before each: an SDK client, a webhook receiver and somebody who buys. */
public final class Rehearsal implements AfterEachCallback {
    public static final String KEY = "sk_test_rehearsal";
    static final String GOOD = "4242424242424242";
    static final String DECLINED = "4000000000000002";
    static final String FAILS_LATER = "4000000000000341";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static @Nullable Rehearsal only;

    final SandboxSettings settings = Database.empty();
    public final Sandbox sandbox = Sandbox.start(settings);
    final Witness witness = new Witness();
    final RememberingClient wire = new RememberingClient();
    final StripeClient stripe = client(KEY);

    private Rehearsal() {
        Stripe.enableTelemetry = false;
        sandbox.subscribe(witness.address(), Witness.SECRET);
    }

    public static synchronized Rehearsal fresh() {
        var rehearsal = only == null ? new Rehearsal() : only;
        only = rehearsal;
        rehearsal.begin();
        return rehearsal;
    }

    /** Webhooks that are still on their way belong to this test, and so does what is wrong with them. */
    @Override
    public void afterEach(ExtensionContext context) {
        settled();
        assertThat(witness.faults()).isEmpty();
        assertThat(state().path("parked")).as("what time could not go on with").isEmpty();
    }

    void settled() {
        Eventually.until(
                "all webhooks have gone",
                () -> state().path("pending_deliveries").asInt() == 0);
    }

    private void begin() {
        sandbox.reset();
        witness.forget();
        wire.answers().clear();
    }

    StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(sandbox.address().toString())
                .setMaxNetworkRetries(2)
                .setHttpClient(wire)
                .build();
    }

    // ---- Somebody who buys ----

    static SessionCreateParams.Builder once(long amount) {
        return session(amount, null).setMode(SessionCreateParams.Mode.PAYMENT);
    }

    static SessionCreateParams.Builder monthly(long amount) {
        return session(amount, LineItem.PriceData.Recurring.Interval.MONTH)
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION);
    }

    static SessionCreateParams.Builder yearly(long amount) {
        return session(amount, LineItem.PriceData.Recurring.Interval.YEAR)
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION);
    }

    private static SessionCreateParams.Builder session(
            long amount, LineItem.PriceData.Recurring.@Nullable Interval interval) {
        var price = LineItem.PriceData.builder()
                .setCurrency("eur")
                .setUnitAmount(amount)
                .setProductData(LineItem.PriceData.ProductData.builder()
                        .setName("Support")
                        .build());
        if (interval != null)
            price.setRecurring(
                    LineItem.PriceData.Recurring.builder().setInterval(interval).build());
        return SessionCreateParams.builder()
                .setSuccessUrl("http://localhost:9/thanks?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://localhost:9/support")
                .setCustomerEmail("elif@example.org")
                .addLineItem(LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(price.build())
                        .build());
    }

    Session create(SessionCreateParams.Builder wish) throws StripeException {
        return stripe.v1().checkout().sessions().create(wish.build());
    }

    Session again(Session session) throws StripeException {
        return stripe.v1().checkout().sessions().retrieve(session.getId());
    }

    HttpResponse<String> pay(Session session, String card) {
        return post(
                "/c/pay/" + session.getId(),
                Map.of("email", "elif@example.org", "number", card, "expiry", "12/34", "cvc", "123", "name", "Elif"));
    }

    Session paid(SessionCreateParams.Builder wish) throws StripeException {
        var session = create(wish);
        assertThat(pay(session, GOOD).statusCode()).isEqualTo(303);
        return again(session);
    }

    Subscription subscribed(String card) throws StripeException {
        var session = create(monthly(500));
        assertThat(pay(session, card).statusCode()).isEqualTo(303);
        return stripe.v1().subscriptions().retrieve(again(session).getSubscription());
    }

    Subscription again(Subscription subscription) throws StripeException {
        return stripe.v1().subscriptions().retrieve(subscription.getId());
    }

    // ---- Time and trouble ----

    void later(String step) {
        control("/_sandbox/clock", Map.of("step", step));
    }

    void later(long seconds) {
        control("/_sandbox/clock", Map.of("seconds", String.valueOf(seconds)));
    }

    long now() {
        return JSON.readTree(get("/_sandbox/clock", "application/json").body())
                .path("now")
                .asLong();
    }

    void order(Map<String, String> fault) {
        control("/_sandbox/faults", fault);
    }

    void set(String setting, String value) {
        control("/_sandbox/settings", Map.of(setting, value));
    }

    JsonNode state() {
        return JSON.readTree(get("/_sandbox", "application/json").body());
    }

    JsonNode control(String path, Map<String, String> form) {
        var answer = tool(path, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** As a tool sends it: with an answer in JSON, whatever it says. */
    HttpResponse<String> tool(String path, Map<String, String> form) {
        return send(request(path)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                .build());
    }

    JsonNode told(String path) {
        return JSON.readTree(get(path, "application/json").body());
    }

    /** All events, oldest first; each is held against Stripe's document. */
    List<Event> events() throws StripeException {
        var list = stripe.v1()
                .events()
                .list(EventListParams.builder().setLimit(100L).build());
        return StreamSupport.stream(list.autoPagingIterable().spliterator(), false)
                .collect(Collectors.toList())
                .reversed();
    }

    List<String> types() throws StripeException {
        return typesAfter(0);
    }

    List<String> typesAfter(long moment) throws StripeException {
        return events().stream()
                .filter(event -> event.getCreated() > moment)
                .map(Event::getType)
                .filter(type -> !isOfTheBalance(type))
                .toList();
    }

    /** What the days do to the balance: told apart, since it has nothing to do with anybody's subscription. */
    List<String> typesOfTheBalance() throws StripeException {
        return events().stream()
                .map(Event::getType)
                .filter(Rehearsal::isOfTheBalance)
                .toList();
    }

    private static boolean isOfTheBalance(String type) {
        return type.startsWith("balance.") || type.startsWith("payout.");
    }

    // ---- Plain HTTP ----

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.address() + path));
    }

    HttpResponse<String> get(String path, String accept) {
        return send(request(path).header("Accept", accept).build());
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                .build());
    }

    HttpResponse<String> api(String method, String path, String form) {
        return send(request(path)
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
