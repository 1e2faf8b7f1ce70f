package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class The_payment_page {
        private Session session;

        @BeforeEach
        void open() throws Exception {
            session = rehearsal.create(Rehearsal.monthly(535));
        }

        @Test
        void says_that_it_is_a_sandbox_what_is_paid_and_that_it_repeats() {
            assertThat(show(session))
                    .contains("Sandbox – no real money", "Support", "€5.35", "a month", "until you stop it")
                    .contains("href=\"http://localhost:9/support\"");
        }

        @Test
        void keeps_an_address_that_the_shop_has_given() {
            assertThat(show(session)).contains("value=\"elif@example.org\"", "readonly");
        }

        @Test
        void speaks_the_sessions_language_or_else_the_browsers() throws Exception {
            var russian = rehearsal.create(Rehearsal.monthly(535).setLocale(SessionCreateParams.Locale.RU));
            assertThat(show(russian)).contains("lang=\"ru\"", "Песочница", "5,35\u00a0€", "в месяц");

            var any = rehearsal.create(Rehearsal.monthly(535).setLocale(SessionCreateParams.Locale.AUTO));
            var answer = Rehearsal.send(rehearsal
                    .request("/c/pay/" + any.getId())
                    .header("Accept-Language", "ru-RU,ru;q=0.9")
                    .build());
            assertThat(answer.body()).contains("lang=\"ru\"");
        }

        @Test
        void allows_nothing_inline_and_no_form_but_to_itself_and_the_shop() {
            var policy = get("/c/pay/" + session.getId()).headers().firstValue("Content-Security-Policy");
            assertThat(policy.orElseThrow())
                    .contains("default-src 'none'", "form-action 'self' http://localhost:9")
                    .doesNotContain("unsafe");
            assertThat(show(session)).doesNotContain("<script", "style=", "onclick");
        }

        @ParameterizedTest
        @CsvSource({
            "number, 4242424242424241, a digit is wrong",
            "number, 4111111111111111, not one of them",
            "number, nonsense, a digit is wrong",
            "expiry, 13/34, from 01 to 12",
            "expiry, 12/95, lie ahead",
            "expiry, 12/20, lie ahead",
            "expiry, x, from 01 to 12",
            "cvc, 99, three digits"
        })
        void ties_a_mistake_to_its_field_and_charges_nothing(String field, String value, String message)
                throws Exception {
            var answer = pay(session, Map.of(field, value));

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("<title>Error:", "id=\"" + field + "-error\"", "href=\"#" + field + "\"", message)
                    .containsPattern("id=\"" + field + "\"[^>]*aria-invalid=\"true\"")
                    .containsPattern("id=\"" + field + "\"[^>]*aria-describedby=\"" + field + "-error");
            assertThat(rehearsal.types()).noneMatch(type -> type.startsWith("charge") || type.startsWith("payment"));
        }

        @Test
        void does_not_show_a_number_again_that_might_be_real() {
            assertThat(pay(session, Map.of("number", "4111 1111 1111 1111")).body())
                    .doesNotContain("4111 1111 1111 1111");
        }

        @ParameterizedTest
        @CsvSource({
            "4000000000009995, insufficient_funds, not enough money",
            "4000000000009987, lost_card, was declined",
            "4000000000009979, stolen_card, was declined",
            "4000000000000069, expired_card, has expired",
            "4000000000000127, incorrect_cvc, code is wrong",
            "4000000000000119, processing_error, could not be reached"
        })
        void tells_why_a_card_was_declined(String card, String code, String message) throws Exception {
            var answer = pay(session, Map.of("number", card));

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("You have not been charged", message);
            var intent = rehearsal.stripe.v1().paymentIntents().list().getData().getFirst();
            assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo(code);
        }

        @Test
        void asks_for_an_address_when_none_is_given() throws Exception {
            var open = rehearsal.create(Rehearsal.once(500).setCustomerEmail(null));
            assertThat(pay(open, Map.of("email", "nonsense")).body()).contains("id=\"email-error\"");
            assertThat(pay(open, Map.of("email", "ada@example.org")).statusCode())
                    .isEqualTo(303);
            assertThat(rehearsal.again(open).getCustomerDetails().getEmail()).isEqualTo("ada@example.org");
        }

        @Test
        void says_when_it_is_done_and_leads_on() {
            rehearsal.pay(session, Rehearsal.GOOD);

            assertThat(show(session))
                    .contains("This payment is done", "href=\"http://localhost:9/thanks?session=" + session.getId());
            assertThat(rehearsal.pay(session, Rehearsal.GOOD).statusCode()).isEqualTo(303);
        }

        @Test
        void does_not_exist_for_any_other_id() {
            assertThat(get("/c/pay/cs_test_nobody").statusCode()).isEqualTo(404);
            assertThat(get("/c/pay/" + session.getId() + "x").statusCode()).isEqualTo(404);
        }

        @Test
        void takes_no_form_from_another_site() {
            for (var header : Map.of("Sec-Fetch-Site", "cross-site", "Origin", "http://evil.example")
                    .entrySet()) {
                var answer = Rehearsal.send(rehearsal
                        .request("/c/pay/" + session.getId())
                        .header(header.getKey(), header.getValue())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
                assertThat(answer.statusCode()).isEqualTo(403);
            }
        }

        private HttpResponse<String> pay(Session session, Map<String, String> changed) {
            var form =
                    new HashMap<>(Map.of("number", Rehearsal.GOOD, "expiry", "12 / 34", "cvc", "123", "name", "Elif"));
            form.putAll(changed);
            return rehearsal.post("/c/pay/" + session.getId(), form);
        }
    }

    @Nested
    class The_control_page {
        @Test
        void shows_what_has_happened() throws Exception {
            var subscription = rehearsal.subscribed(Rehearsal.GOOD);
            rehearsal.settled();

            assertThat(get("/_sandbox").body())
                    .contains("customer.subscription.created", "delivered", "active", "4242 4242 4242 4242");
            assertThat(subscription.getStatus()).isEqualTo("active");
        }

        @Test
        void moves_the_clock_for_a_person_and_leads_back() {
            var before = rehearsal.now();
            var answer = rehearsal.post("/_sandbox/clock", Map.of("step", "day"));

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/_sandbox");
            assertThat(rehearsal.now()).isBetween(before + 86_400, before + 86_460);
        }

        @Test
        void does_not_move_it_backwards_or_by_nonsense() {
            assertThat(rehearsal
                            .post("/_sandbox/clock", Map.of("seconds", "-1"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(rehearsal
                            .post("/_sandbox/clock", Map.of("step", "century"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(rehearsal.post("/_sandbox/clock", Map.of()).statusCode()).isEqualTo(400);
        }

        @Test
        void tells_each_answer_to_a_webhook_and_leads_to_what_a_request_has_told() throws Exception {
            rehearsal.witness.answer(500);
            rehearsal.create(Rehearsal.once(500));
            rehearsal.settled();
            var event = rehearsal.events().getFirst();

            assertThat(get("/_sandbox/deliveries?event=" + event.getId()).body())
                    .contains("<li>500, on ", "<li>200, on ", event.getType());
            assertThat(get("/_sandbox/deliveries?request=" + event.getRequest().getId())
                            .body())
                    .contains(
                            event.getType(),
                            "name=\"request\" value=\"" + event.getRequest().getId() + "\"");
            assertThat(get("/_sandbox/deliveries?state=failed").body()).contains("Nothing has happened yet.");
        }

        @Test
        void tells_what_can_be_ordered_in_both_languages() {
            assertThat(get("/_sandbox/help").body())
                    .contains(
                            "What can be ordered here",
                            "kind=reorder",
                            rehearsal.sandbox.address() + "/_sandbox/faults")
                    .doesNotContain("??");
            var russian = Rehearsal.send(rehearsal
                    .request("/_sandbox/help")
                    .header("Accept", "text/html")
                    .header("Accept-Language", "ru")
                    .build());
            assertThat(russian.body()).contains("Что здесь можно заказать").doesNotContain("??");
        }

        @Test
        void offers_every_setting_and_fault_and_asks_before_it_empties() {
            var page = get("/_sandbox").body();

            for (var setting : org.broadsheet.sandbox.engine.Setting.values())
                assertThat(page).contains("name=\"" + setting.word() + "\"");
            assertThat(page)
                    .contains("value=\"reorder\"", "value=\"hang\"", "value=\"decline\"")
                    .containsPattern(
                            "<details[^>]*><summary>Empty it …</summary>\\s*<form method=\"post\" action=\"/_sandbox/reset\"")
                    .doesNotContain("??");
        }

        @Test
        void says_in_a_sentence_what_cannot_be_ordered() {
            var answer = rehearsal.post("/_sandbox/faults", Map.of("kind", "drop", "seconds", "5"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("drop takes no seconds", "href=\"/_sandbox\"");
        }

        @Test
        void empties_the_sandbox() throws Exception {
            rehearsal.subscribed(Rehearsal.GOOD);
            rehearsal.later("month");
            rehearsal.settled();
            rehearsal.post("/_sandbox/reset", Map.of());

            assertThat(rehearsal.types()).isEmpty();
            assertThat(rehearsal.state().path("offset_seconds").asLong()).isZero();
        }
    }

    private HttpResponse<String> get(String path) {
        return rehearsal.get(path, "text/html");
    }

    private String show(Session session) {
        return get("/c/pay/" + session.getId()).body();
    }
}
