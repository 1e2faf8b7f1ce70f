package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

class IdempotencyTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class A_key {
        @Test
        void is_remembered_for_a_day_of_the_sandbox() {
            var first = post("a-day", "name=Ada");
            rehearsal.later(Shop.A_DAY - 60);
            assertThat(id(post("a-day", "name=Ada"))).isEqualTo(id(first));

            rehearsal.later(120);
            var anew = post("a-day", "name=Eve");
            assertThat(isReplay(anew)).isFalse();
            assertThat(id(anew)).isNotEqualTo(id(first));
            assertThat(id(post("a-day", "name=Eve"))).isEqualTo(id(anew));
        }

        @Test
        void has_at_most_255_characters() throws Exception {
            assertThat(post("k".repeat(255), "name=Ada").statusCode()).isEqualTo(200);

            var refused = post("k".repeat(256), "name=Eve");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("at most 255 characters");
            assertThat(rehearsal.stripe.v1().customers().list().getData()).hasSize(1);
        }

        @Test
        void that_is_empty_is_none() {
            assertThat(id(post("", "name=Ada"))).isNotEqualTo(id(post("", "name=Ada")));
        }

        @Test
        void belongs_to_its_account() {
            var mine = post("shared", "name=Ada");
            var theirs = send("sk_test_other", "POST", "/v1/customers", "shared", "name=Eve");

            assertThat(theirs.statusCode()).isEqualTo(200);
            assertThat(isReplay(theirs)).isFalse();
            assertThat(id(theirs)).isNotEqualTo(id(mine));
        }

        @Test
        void means_nothing_where_nothing_is_made() {
            post("once", "name=Ada");
            var read = send(Rehearsal.KEY, "GET", "/v1/customers", "once", "");

            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(isReplay(read)).isFalse();
            assertThat(read.body()).contains("\"object\":\"list\"");
        }
    }

    @Nested
    class The_answer {
        @Test
        void is_the_same_whatever_the_order_of_what_is_asked() {
            var first = post("order", "name=Ada&email=ada%40example.org");
            var again = post("order", "email=ada@example.org&name=Ada");

            assertThat(isReplay(again)).isTrue();
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Original-Request"))
                    .isEqualTo(first.headers().firstValue("Request-Id"));
            assertThat(again.headers().firstValue("Request-Id"))
                    .isNotEqualTo(first.headers().firstValue("Request-Id"));
        }

        @Test
        void is_another_places_mistake() {
            post("elsewhere", "name=Ada");
            var elsewhere = send(Rehearsal.KEY, "POST", "/v1/products", "elsewhere", "name=Ada");

            assertThat(elsewhere.statusCode()).isEqualTo(400);
            assertThat(elsewhere.body()).contains("\"type\":\"idempotency_error\"");
        }

        @Test
        void of_a_bank_that_said_no_stays_no() {
            var intent = send(Rehearsal.KEY, "POST", "/v1/payment_intents", "no", declined());
            var again = send(Rehearsal.KEY, "POST", "/v1/payment_intents", "no", declined());
            assertThat(intent.statusCode()).isEqualTo(402);
            assertThat(isReplay(again)).isTrue();
            assertThat(again.body()).isEqualTo(intent.body());

            var customer = id(post("ada", "name=Ada"));
            var path = "/v1/payment_methods/pm_card_chargeDeclined/attach";
            var attached = send(Rehearsal.KEY, "POST", path, "attach", "customer=" + customer);
            var attachedAgain = send(Rehearsal.KEY, "POST", path, "attach", "customer=" + customer);
            assertThat(attached.statusCode()).isEqualTo(402);
            assertThat(isReplay(attachedAgain)).isTrue();
            assertThat(attachedAgain.body()).isEqualTo(attached.body());
        }

        private String declined() {
            return "amount=500&currency=eur&confirm=true&payment_method=pm_card_chargeDeclined"
                    + "&payment_method_types[]=card";
        }
    }

    @Nested
    class When_many_ask_at_once_under_one_key {
        @Test
        void it_happens_once_and_the_others_wait_or_hear_the_same() throws Exception {
            var answers = atOnce(Collections.nCopies(8, "name=Ada"));

            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 200 && !isReplay(answer))
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() != 200)
                    .allSatisfy(answer -> assertThat(answer.body()).contains("\"code\":\"idempotency_key_in_use\""));
            assertThat(rehearsal.stripe.v1().customers().list().getData()).hasSize(1);
            assertThat(rehearsal.types()).containsExactly("customer.created");
        }

        @Test
        void for_different_things_only_one_gets_it() throws Exception {
            var answers = atOnce(List.of("name=a", "name=b", "name=c", "name=d", "name=e", "name=f"));

            assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() != 200)
                    .allSatisfy(answer -> assertThat(answer.body()).contains("\"type\":\"idempotency_error\""));
            assertThat(rehearsal.stripe.v1().customers().list().getData()).hasSize(1);
        }

        private List<HttpResponse<String>> atOnce(List<String> forms) throws Exception {
            try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
                var asked = new ArrayList<Callable<HttpResponse<String>>>();
                for (var form : forms) asked.add(() -> post("at-once", form));
                var answers = new ArrayList<HttpResponse<String>>();
                for (var each : all.invokeAll(asked)) answers.add(each.get());
                return answers;
            }
        }
    }

    private HttpResponse<String> post(String key, String form) {
        return send(Rehearsal.KEY, "POST", "/v1/customers", key, form);
    }

    private HttpResponse<String> send(String account, String method, String path, String key, String form) {
        return Rehearsal.send(rehearsal
                .request(path)
                .header("Authorization", "Bearer " + account)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Idempotency-Key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static boolean isReplay(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotent-Replayed").isPresent();
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("id").asString();
    }
}
