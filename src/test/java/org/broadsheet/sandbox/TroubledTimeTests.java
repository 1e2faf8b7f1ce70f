package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.model.testhelpers.TestClock;
import com.stripe.net.RequestOptions;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Time that comes upon something broken, is stopped on its way, or is still under way. */
class TroubledTimeTests {
    private static final long JANUARY_31 = 1_738_281_600;
    private static final long FEBRUARY_28 = 1_740_700_800;
    private static final long TWO_HOURS = 7_200;

    private final SandboxSettings settings = Database.empty();

    @Nested
    class When_something_is_broken {
        @Test
        void it_is_put_aside_and_everybody_else_s_time_goes_on() throws Exception {
            try (var sandbox = Sandbox.start(settings)) {
                var seller = new Seller(sandbox, "sk_test_one");
                var broken = seller.subscribe(Map.of());
                var sound = seller.subscribe(Map.of());
                change("update sandbox.thing set json = json - 'currency' where thing_id = '" + broken.getId() + "'");

                later(sandbox, "month");

                assertThat(seller.invoices(sound))
                        .extracting(Invoice::getStatus)
                        .containsExactly("paid", "paid");
                assertThat(seller.invoices(broken)).hasSize(1);
                var parked = state(sandbox).path("parked");
                assertThat(parked.size()).isEqualTo(1);
                assertThat(parked.get(0).path("id").asString()).isEqualTo(broken.getId());
                assertThat(page(sandbox, "/_sandbox").body())
                        .contains("What time could not do", "<code>" + broken.getId(), "No currency in");
            }
        }
    }

    @Nested
    class When_the_sandbox_stops_while_a_test_clock_is_on_its_way {
        @Test
        void it_arrives_after_the_restart_and_nothing_happens_twice() throws Exception {
            String clock;
            Subscription subscription;
            try (var inTheWay = new InTheWay(settings)) {
                try (var sandbox = Sandbox.start(settings)) {
                    var seller = new Seller(sandbox, "sk_test_one");
                    clock = seller.clock();
                    subscription = seller.subscribe(Map.of("test_clock", clock));
                    inTheWay.hold(subscription.getId());
                    seller.advance(clock);
                    inTheWay.untilSomebodyWaits();
                }
                inTheWay.letGo();
            }

            try (var sandbox = Sandbox.start(settings)) {
                var seller = new Seller(sandbox, "sk_test_one");
                Eventually.until(
                        "the clock is ready", () -> seller.status(clock).equals("ready"));
                assertThat(seller.invoices(subscription))
                        .extracting(Invoice::getStatus)
                        .containsExactly("paid", "paid");
                assertThat(seller.types())
                        .containsOnlyOnce("invoice.upcoming", "test_helpers.test_clock.ready")
                        .filteredOn("invoice.created"::equals)
                        .hasSize(2);
            }
        }
    }

    @Nested
    class When_all_is_reset_while_time_passes {
        @Test
        void it_is_the_present_again() throws Exception {
            try (var inTheWay = new InTheWay(settings);
                    var sandbox = Sandbox.start(settings)) {
                var seller = new Seller(sandbox, "sk_test_one");
                inTheWay.hold(seller.subscribe(Map.of()).getId());
                var year = CompletableFuture.runAsync(() -> later(sandbox, "year"), Thread::startVirtualThread);
                inTheWay.untilSomebodyWaits();
                var reset = CompletableFuture.runAsync(sandbox::reset, Thread::startVirtualThread);
                inTheWay.letGo();
                reset.join();
                year.join();

                assertThat(state(sandbox).path("offset_seconds").asLong()).isZero();
            }
        }
    }

    @Nested
    class When_all_is_reset_while_somebody_asks_for_something {
        @ParameterizedTest
        @ValueSource(strings = {"", "a-key"})
        void they_are_told_so(String key) throws Exception {
            try (var inTheWay = new InTheWay(settings);
                    var sandbox = Sandbox.start(settings)) {
                new Seller(sandbox, "sk_test_one").clock();
                inTheWay.takeAccountsAway();
                var asked = CompletableFuture.supplyAsync(
                        () -> Rehearsal.send(HttpRequest.newBuilder(URI.create(sandbox.address() + "/v1/customers"))
                                .header("Authorization", "Bearer sk_test_one")
                                .header("Idempotency-Key", key)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build()),
                        Thread::startVirtualThread);
                inTheWay.untilSomebodyWaits();
                inTheWay.letGo();

                assertThat(asked.join().statusCode()).isEqualTo(409);
                assertThat(asked.join().body()).contains("reset meanwhile");
            }
        }
    }

    @Nested
    class While_a_test_clock_is_on_its_way {
        @Test
        void it_is_not_sent_elsewhere_and_nobody_changes_what_lives_on_it() throws Exception {
            try (var inTheWay = new InTheWay(settings);
                    var sandbox = Sandbox.start(settings)) {
                stopTheClocks(inTheWay, sandbox);
                var seller = new Seller(sandbox, "sk_test_two");
                var clock = seller.clock();
                var subscription = seller.subscribe(Map.of("test_clock", clock));
                var checkout = seller.checkout(subscription.getCustomer());
                seller.advance(clock);
                assertThatThrownBy(() -> seller.advance(clock)).hasMessageContaining("still advancing");
                assertThatThrownBy(() -> seller.rename(subscription.getCustomer()))
                        .isInstanceOfSatisfying(
                                RateLimitException.class,
                                refused -> assertThat(refused.getCode()).isEqualTo("lock_timeout"));
                assertThatThrownBy(() -> seller.subscribe(Map.of("test_clock", clock)))
                        .isInstanceOf(RateLimitException.class);
                var refused = pay(sandbox, checkout);
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.body()).contains("Time is passing just now", "try again");

                inTheWay.letGo();
                Eventually.until(
                        "the clock is ready", () -> seller.status(clock).equals("ready"));
                assertThat(seller.rename(subscription.getCustomer()).getName()).isEqualTo("Ada");
            }
        }
    }

    @Nested
    class When_a_test_clock_itself_is_broken {
        @Test
        void it_says_so_and_others_arrive() throws Exception {
            try (var inTheWay = new InTheWay(settings);
                    var sandbox = Sandbox.start(settings)) {
                stopTheClocks(inTheWay, sandbox);
                var second = new Seller(sandbox, "sk_test_two");
                var broken = second.clock();
                var sound = second.clock();
                second.advance(broken);
                second.advance(sound);
                change("update sandbox.thing set json = jsonb_set(json, '{status_details}', '{}') where thing_id = '"
                        + broken + "'");

                inTheWay.letGo();

                Eventually.until(
                        "the sound one is ready", () -> second.status(sound).equals("ready"));
                assertThat(second.status(broken)).isEqualTo("internal_failure");
                assertThat(second.types()).contains("test_helpers.test_clock.internal_failure");
                assertThatThrownBy(() -> second.advance(broken)).hasMessageContaining("has failed");
            }
        }
    }

    /** Clocks go one after the other, so that all wait for this one. */
    private static void stopTheClocks(InTheWay inTheWay, Sandbox sandbox) throws Exception {
        var first = new Seller(sandbox, "sk_test_one");
        var ahead = first.clock();
        inTheWay.hold(first.subscribe(Map.of("test_clock", ahead)).getId());
        first.advance(ahead);
        inTheWay.untilSomebodyWaits();
    }

    private void change(String sql) throws SQLException {
        try (var connection = InTheWay.connect(settings);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void later(Sandbox sandbox, String step) {
        Rehearsal.send(HttpRequest.newBuilder(URI.create(sandbox.address() + "/_sandbox/clock"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("step=" + step))
                .build());
    }

    private static HttpResponse<String> page(Sandbox sandbox, String path) {
        return Rehearsal.send(HttpRequest.newBuilder(URI.create(sandbox.address() + path))
                .header("Accept", "text/html")
                .build());
    }

    private static HttpResponse<String> pay(Sandbox sandbox, String session) {
        return Rehearsal.send(HttpRequest.newBuilder(URI.create(sandbox.address() + "/c/pay/" + session))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "email=elif@example.org&number=4242424242424242&expiry=12/34&cvc=123"))
                .build());
    }

    private static JsonNode state(Sandbox sandbox) {
        var answer = Rehearsal.send(HttpRequest.newBuilder(URI.create(sandbox.address() + "/_sandbox"))
                .header("Accept", "application/json")
                .build());
        return JsonMapper.builder().build().readTree(answer.body());
    }

    /** Somebody with an account and an offer of five euros a month. */
    private static final class Seller {
        private final RequestOptions with;
        private final StripeClient stripe;

        Seller(Sandbox sandbox, String key) {
            with = RequestOptions.builder()
                    .setApiKey(key)
                    .setBaseUrl(sandbox.address().toString())
                    .build();
            stripe = StripeClient.builder()
                    .setApiKey(key)
                    .setApiBase(sandbox.address().toString())
                    .build();
        }

        String clock() throws StripeException {
            return TestClock.create(Map.of("frozen_time", JANUARY_31), with).getId();
        }

        void advance(String clock) throws StripeException {
            TestClock.retrieve(clock, with).advance(Map.of("frozen_time", FEBRUARY_28 + TWO_HOURS), with);
        }

        String status(String clock) {
            try {
                return TestClock.retrieve(clock, with).getStatus();
            } catch (StripeException failure) {
                throw new IllegalStateException(failure);
            }
        }

        Subscription subscribe(Map<String, Object> more) throws StripeException {
            var wish = new HashMap<>(more);
            wish.put("payment_method", "pm_card_visa");
            wish.put("invoice_settings", Map.of("default_payment_method", "pm_card_visa"));
            var customer = Customer.create(wish, with);
            var price = com.stripe.model.Price.create(
                    Map.of(
                            "currency",
                            "eur",
                            "unit_amount",
                            500,
                            "recurring",
                            Map.of("interval", "month"),
                            "product_data",
                            Map.of("name", "Support")),
                    with);
            return Subscription.create(
                    Map.of("customer", customer.getId(), "items", List.of(Map.of("price", price.getId()))), with);
        }

        String checkout(String customer) throws StripeException {
            return com.stripe.model.checkout.Session.create(
                            Map.of(
                                    "mode",
                                    "payment",
                                    "customer",
                                    customer,
                                    "success_url",
                                    "http://localhost:9/thanks",
                                    "line_items",
                                    List.of(Map.of("price", price(), "quantity", 1))),
                            with)
                    .getId();
        }

        private String price() throws StripeException {
            return com.stripe.model.Price.create(
                            Map.of("currency", "eur", "unit_amount", 500, "product_data", Map.of("name", "Support")),
                            with)
                    .getId();
        }

        Customer rename(String customer) throws StripeException {
            return Customer.retrieve(customer, with).update(Map.of("name", "Ada"), with);
        }

        List<Invoice> invoices(Subscription subscription) throws StripeException {
            return Invoice.list(Map.of("subscription", subscription.getId()), with)
                    .getData();
        }

        List<String> types() throws StripeException {
            return stripe
                    .v1()
                    .events()
                    .list(com.stripe.param.EventListParams.builder()
                            .setLimit(100L)
                            .build())
                    .getData()
                    .stream()
                    .map(Event::getType)
                    .toList();
        }
    }
}
