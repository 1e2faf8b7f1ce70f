package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class Webhooks_out_of_order {
        @Test
        void come_in_reverse_when_enough_are_held() throws Exception {
            rehearsal.order(Map.of("kind", "reorder", "count", "3", "seconds", "600"));
            for (var name : List.of("a", "b", "c", "d")) customer(name);
            rehearsal.settled();

            assertThat(names()).containsExactly("c", "b", "a", "d");
        }

        @Test
        void come_shuffled_as_the_seed_has_it() throws Exception {
            var seven = shuffled("7");

            assertThat(seven).isNotEqualTo(List.of("a", "b", "c", "d", "e", "f"));
            assertThat(shuffled("7")).isEqualTo(seven);
            assertThat(shuffled("8")).isNotEqualTo(seven);
        }

        @Test
        void are_not_held_for_ever() throws Exception {
            rehearsal.order(Map.of("kind", "reorder", "count", "all", "seconds", "1", "matches", "customer.*"));
            customer("a");
            customer("b");
            assertThat(rehearsal.witness.deliveries()).isEmpty();
            rehearsal.settled();

            assertThat(names()).containsExactly("b", "a");
        }

        @Test
        void leave_when_two_accounts_bring_the_last_at_once() throws Exception {
            rehearsal.client("sk_test_another").v1().customers().list();
            rehearsal.order(Map.of("kind", "reorder", "count", "2", "seconds", "600", "matches", "customer.created"));
            try (var inTheWay = new InTheWay(rehearsal.settings)) {
                inTheWay.holdFaults();
                var one = CompletableFuture.runAsync(() -> makeCustomer(Rehearsal.KEY), Thread::startVirtualThread);
                var other =
                        CompletableFuture.runAsync(() -> makeCustomer("sk_test_another"), Thread::startVirtualThread);
                inTheWay.untilWaiting(2);
                inTheWay.letGo();
                one.join();
                other.join();
            }

            rehearsal.settled();
            assertThat(rehearsal.witness.types()).containsExactly("customer.created", "customer.created");
        }

        private void makeCustomer(String key) {
            try {
                rehearsal.client(key).v1().customers().create();
            } catch (StripeException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Test
        void are_let_go_when_all_is_to_go_well_again() throws Exception {
            rehearsal.order(Map.of("kind", "reorder", "count", "5", "seconds", "1"));
            customer("a");
            rehearsal.order(Map.of("kind", "none"));
            rehearsal.settled();

            assertThat(names()).containsExactly("a");
        }

        private List<String> shuffled(String seed) throws Exception {
            rehearsal.witness.forget();
            rehearsal.order(
                    Map.of("kind", "reorder", "count", "6", "order", "shuffle", "seed", seed, "seconds", "600"));
            for (var name : List.of("a", "b", "c", "d", "e", "f")) customer(name);
            rehearsal.settled();
            return names();
        }

        private List<String> names() {
            return rehearsal.witness.deliveries().stream()
                    .map(each -> ((com.stripe.model.Customer) each.event()
                                    .getDataObjectDeserializer()
                                    .getObject()
                                    .orElseThrow())
                            .getName())
                    .toList();
        }
    }

    @Nested
    class A_clock_that_is_wrong {
        @Test
        void shows_in_the_signature_only() throws Exception {
            rehearsal.order(Map.of("kind", "skew", "seconds", "500", "matches", "customer.created"));
            customer("a");
            customer("b");
            rehearsal.settled();

            var came = rehearsal.witness.deliveries();
            assertThat(signedAt(came.get(0)) - signedAt(came.get(1))).isBetween(490L, 510L);
            assertThat(came.get(0).event().getCreated()).isLessThan(signedAt(came.get(0)) - 400);
        }

        @Test
        void shows_in_the_date_of_an_answer_when_a_path_is_named() {
            rehearsal.order(Map.of("kind", "skew", "seconds", "-3600", "matches", "/v1/balance"));
            var answer = rehearsal.api("GET", "/v1/balance", "");

            var date = ZonedDateTime.parse(
                    answer.headers().firstValue("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME);
            assertThat(date.toEpochSecond())
                    .isBetween(
                            Instant.now().getEpochSecond() - 3660, Instant.now().getEpochSecond() - 3590);
        }

        private static long signedAt(Witness.Delivery delivery) {
            return Long.parseLong(delivery.signature().split("[=,]")[1]);
        }
    }

    @Nested
    class Answers {
        @Test
        void a_rate_limit_says_which_one_and_whether_to_come_again() {
            rehearsal.order(
                    Map.of("kind", "answer", "status", "429", "reason", "endpoint-rate", "should_retry", "false"));
            assertThatThrownBy(() -> rehearsal.stripe.v1().customers().list())
                    .isInstanceOfSatisfying(RateLimitException.class, limited -> {
                        assertThat(limited.getCode()).isEqualTo("rate_limit");
                        assertThat(limited.getRequestId()).startsWith("req_");
                    });
            var answer = answers().getLast();
            assertThat(answer.headers().firstValue("Stripe-Rate-Limited-Reason"))
                    .contains("endpoint-rate");
            assertThat(answer.headers().firstValue("Stripe-Should-Retry")).contains("false");
        }

        @Test
        void the_sdk_comes_again_after_a_limit_when_told_to() throws Exception {
            rehearsal.order(Map.of("kind", "answer", "status", "429", "should_retry", "true"));
            customer("a");

            assertThat(rehearsal.types()).containsExactly("customer.created");
        }

        @Test
        void a_failure_that_is_saved_is_the_answer_to_its_key_for_good() throws Exception {
            rehearsal.order(Map.of("kind", "answer", "saved", "true", "should_retry", "false"));
            var key = RequestOptions.builder().setIdempotencyKey("promise:1").build();
            for (int i = 0; i < 2; i++)
                assertThatThrownBy(() -> rehearsal
                                .stripe
                                .v1()
                                .customers()
                                .create(
                                        CustomerCreateParams.builder()
                                                .setName("Ada")
                                                .build(),
                                        key))
                        .isInstanceOf(ApiException.class);

            assertThat(answers().getLast().headers().firstValue("Idempotent-Replayed"))
                    .contains("true");
            assertThat(rehearsal.types()).isEmpty();
        }

        @Test
        void a_failure_is_saved_for_nobody_when_nobody_asks() {
            rehearsal.order(Map.of("kind", "answer", "saved", "true"));
            var answer = Rehearsal.send(rehearsal
                    .request("/v1/balance")
                    .header("Idempotency-Key", "promise:2")
                    .build());

            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            assertThat(answer.body()).contains("A fault that was ordered");
        }

        @Test
        void only_calls_of_the_method_and_path_are_concerned() throws Exception {
            rehearsal.order(Map.of(
                    "kind", "answer", "method", "POST", "matches", "/v1/*/cus_", "count", "all", "status", "503"));
            customer("a");
            var id = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .list()
                    .getData()
                    .getFirst()
                    .getId();

            assertThat(rehearsal.stripe.v1().customers().retrieve(id).getName()).isEqualTo("a");
            assertThat(rehearsal.api("POST", "/v1/customers/" + id, "name=b").statusCode())
                    .isEqualTo(503);
        }

        private List<com.stripe.net.StripeResponse> answers() {
            return rehearsal.wire.answers();
        }
    }

    @Test
    void a_card_can_be_declined_for_a_reason() throws Exception {
        rehearsal.order(Map.of("kind", "decline", "matches", "5555", "code", "insufficient_funds"));
        var session = rehearsal.create(Rehearsal.once(500));

        assertThat(rehearsal.pay(session, "5555555555554444").statusCode()).isEqualTo(422);
        assertThat(rehearsal
                        .stripe
                        .v1()
                        .paymentIntents()
                        .list()
                        .getData()
                        .getFirst()
                        .getLastPaymentError()
                        .getDeclineCode())
                .isEqualTo("insufficient_funds");
        assertThat(rehearsal.state().path("faults")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "drop, seconds, 5",
        "reorder, order, sideways",
        "skew, seconds, soon",
        "answer, status, 200",
        "answer, reason, because",
        "hang, seconds, 601",
        "reset, status, 500",
        "decline, code, NO",
        "delay, method, GET"
    })
    void what_a_fault_cannot_do_is_not_ordered(String kind, String detail, String value) {
        var answer = rehearsal.tool("/_sandbox/faults", new HashMap<>(Map.of("kind", kind, detail, value)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(detail);
        assertThat(rehearsal.state().path("faults")).isEmpty();
    }

    @Test
    void what_cannot_be_written_down_is_not_ordered() {
        var answer = rehearsal.tool("/_sandbox/faults", Map.of("kind", "drop", "matches", "a\0b"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("matches");
    }

    @Test
    void settings_are_all_told_in_one_place_and_nonsense_is_not_kept() {
        var usual = rehearsal.told("/_sandbox/settings");
        assertThat(usual.path("retry_days").asString()).isEqualTo("3,5,7");
        assertThat(usual.path("after_retries").asString()).isEqualTo("cancel");

        for (var wrong : List.of(
                Map.of("retry_days", "0"), Map.of("after_retries", "sulk"), Map.of("colour", "red"), Map.of("x", "")))
            assertThat(rehearsal.tool("/_sandbox/settings", wrong).statusCode()).isEqualTo(400);
        assertThat(rehearsal.told("/_sandbox/settings")).isEqualTo(usual);

        rehearsal.control("/_sandbox/settings", Map.of("after_retries", "past_due"));
        rehearsal.post("/_sandbox/reset", Map.of());
        assertThat(rehearsal.told("/_sandbox/settings")).isEqualTo(usual);
    }

    private void customer(String name) throws Exception {
        rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder().setName(name).build());
    }
}
