package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a request looks like on the wire, before anybody asks what it wants. */
class RequestTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class A_body {
        @ParameterizedTest
        @ValueSource(ints = {513 * 1024, 5 * 1024 * 1024})
        void that_is_too_large_is_refused(int size) throws Exception {
            assertRefused(post(FORM, "description=" + "x".repeat(size)), "too large");
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x"})
        void of_another_type_is_refused(String type) throws Exception {
            assertRefused(post(type, "{\"name\": \"Ada\"}"), type);
        }

        @ParameterizedTest
        @ValueSource(strings = {"name=%", "name=%4", "name=%G1", "na%me=x", "metadata[%zz]=x"})
        void with_a_percent_sign_that_means_nothing_is_refused(String form) throws Exception {
            assertRefused(post(FORM, form), "Invalid URL encoding");
        }

        @ParameterizedTest
        @ValueSource(strings = {"name=%FF", "name=%C3%28", "name=%C0%AF", "name=%ED%A0%80", "metadata[%FF]=x"})
        void that_is_not_utf_8_is_refused(String form) throws Exception {
            assertRefused(post(FORM, form), "Invalid URL encoding");
        }

        @ParameterizedTest
        @ValueSource(strings = {FORM, "Application/X-WWW-Form-Urlencoded; charset=UTF-8"})
        void may_hold_any_letters(String type) {
            var made = post(type, "name=%D0%90%D0%B4%D0%B0+%E2%98%83&metadata[%D0%BA]=%F0%9F%8E%AB");

            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
            assertThat(json(made).path("name").asString()).isEqualTo("Ада ☃");
            assertThat(json(made).at("/metadata/к").asString()).isEqualTo("🎫");
        }
    }

    @Nested
    class A_path {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/customers/%ZZ",
                    "/v1/customers/%00",
                    "/v1/customers/a%2Fb",
                    "/v1/customers/..%2f",
                    "/v1/customers/%5C",
                    "/v1/customers/a;b",
                    "/v1/customers/%3B",
                    "/v1//customers",
                    "/v1/customers/%FF",
                    "/v1/customers?limit=%ZZ",
                    "/v1/customers?email=%FF"
                })
        void that_makes_no_sense_is_refused_as_the_api_does(String path) {
            var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Rehearsal.KEY
                    + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).containsPattern("^HTTP/1.1 40[04]").contains("\"type\":\"invalid_request_error\"");
        }

        @Test
        void may_ask_at_length() {
            assertThat(rehearsal
                            .api("GET", "/v1/customers?email=" + "x".repeat(12_000), "")
                            .body())
                    .contains("at most 5000 characters");
        }
    }

    @Nested
    class The_version {
        @Test
        void is_ours_when_none_is_named() {
            assertThat(version(get().build())).isEqualTo("2026-07-29.dahlia");
        }

        @Test
        void is_told_again_when_it_is_named() {
            assertThat(version(
                            get().header("Stripe-Version", "2026-06-24.dahlia").build()))
                    .isEqualTo("2026-06-24.dahlia");
        }

        @ParameterizedTest
        @ValueSource(strings = {"nonsense", "2026-07-30.dahlia", "2020-08-27", "2025-09-30.clover", "2026-07-29"})
        void is_refused_when_it_is_none_or_one_that_is_not_spoken(String version) throws Exception {
            var answer = Rehearsal.send(rehearsal
                    .request("/v1/customers")
                    .header("Authorization", "Bearer " + Rehearsal.KEY)
                    .header("Content-Type", FORM)
                    .header("Stripe-Version", version)
                    .POST(HttpRequest.BodyPublishers.ofString("name=Ada"))
                    .build());

            assertRefused(answer, "2026-07-29.dahlia");
            assertThat(answer.headers().firstValue("Stripe-Version")).contains("2026-07-29.dahlia");
        }

        private HttpRequest.Builder get() {
            return rehearsal.request("/v1/customers").header("Authorization", "Bearer " + Rehearsal.KEY);
        }

        private String version(HttpRequest request) {
            var answer = Rehearsal.send(request);
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.headers().firstValue("Stripe-Version").orElseThrow();
        }
    }

    @Nested
    class Who_asks {
        @Test
        void comes_before_what_is_asked() {
            for (var path : new String[] {"/v1/customers", "/v1/nonsense"})
                assertThat(Rehearsal.send(rehearsal
                                        .request(path)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                        .build())
                                .statusCode())
                        .isEqualTo(401);
        }

        @Test
        void cannot_be_another_account() throws Exception {
            var answer = Rehearsal.send(rehearsal
                    .request("/v1/customers")
                    .header("Authorization", "Bearer " + Rehearsal.KEY)
                    .header("Content-Type", FORM)
                    .header("Stripe-Account", "acct_1")
                    .POST(HttpRequest.BodyPublishers.ofString("name=Ada"))
                    .build());

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(error(answer).path("message").asString()).contains("does not simulate Connect");
            nothingHasHappened();
        }

        @Test
        void may_have_a_restricted_key_to_the_same_account() throws Exception {
            var restricted = rehearsal.client(Rehearsal.KEY.replaceFirst("^sk", "rk"));
            var id = json(post(FORM, "name=Ada")).path("id").asString();

            assertThat(restricted.v1().customers().retrieve(id).getName()).isEqualTo("Ada");
        }
    }

    @Nested
    class A_parameter {
        @ParameterizedTest
        @ValueSource(strings = {"tax_id_data[0][type]=eu_vat", "cash_balance[settings][reconciliation_mode]=manual"})
        void that_stripe_has_and_the_sandbox_does_not_is_refused_in_a_sentence(String form) throws Exception {
            var refused = post(FORM, form);

            assertRefused(refused, "but this sandbox does not simulate it");
            assertThat(error(refused).path("code").asString()).isEqualTo("parameter_unknown");
        }

        @ParameterizedTest
        @CsvSource({
            "GET, /v1/prices, active=, active",
            "GET, /v1/charges, customer=, customer",
            "GET, /v1/subscriptions, collection_method=, collection_method",
            "GET, /v1/customers, created[gte]=, created[gte]",
            "GET, /v1/customers, limit=, limit",
            "GET, /v1/customers, expand[]=, expand[0]",
            "POST, /v1/products, name=A&active=, active",
            "POST, /v1/products, name=, name",
            "POST, /v1/coupons, percent_off=5&duration=, duration",
            "POST, /v1/checkout/sessions, mode=payment&line_items=, line_items",
            "POST, /v1/checkout/sessions, mode=payment&line_items[0][price]=, line_items[0][price]"
        })
        void that_cannot_be_unset_is_not_to_be_empty(String method, String path, String form, String param)
                throws Exception {
            var refused = rehearsal.api(method, method.equals("GET") ? path + "?" + form : path, form);

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(error(refused).path("code").asString()).isEqualTo("parameter_invalid_empty");
            assertThat(error(refused).path("param").asString()).isEqualTo(param);
        }

        @Test
        void that_can_be_unset_is_unset_by_an_empty_one() throws Exception {
            var made = post(FORM, "name=Ada&email=ada@example.org&address[city]=Wien&metadata[a]=1");

            var changed = rehearsal.api(
                    "POST", "/v1/customers/" + json(made).path("id").asString(), "name=&email=&address=&metadata=");

            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            for (var unset : new String[] {"name", "email", "address"})
                assertThat(json(changed).path(unset).isNull()).as(unset).isTrue();
            assertThat(json(changed).path("metadata").isEmpty()).isTrue();
        }

        @Test
        void that_nobody_has_is_refused_in_another() throws Exception {
            assertRefused(post(FORM, "address[planet]=earth"), "Received unknown parameter: address[planet]");
        }
    }

    @Nested
    class Metadata {
        @Test
        void may_have_fifty_keys_of_forty_letters_with_five_hundred_each() {
            var made = post(FORM, metadata(50, "k".repeat(38), "v".repeat(500)));

            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
            assertThat(json(made).path("metadata").size()).isEqualTo(50);
        }

        @Test
        void may_not_have_more() throws Exception {
            assertRefused(post(FORM, metadata(51, "k", "v")), "at most 50 keys");
            assertRefused(post(FORM, metadata(1, "k".repeat(39), "v")), "at most 40 characters");
            assertRefused(post(FORM, metadata(1, "k", "v".repeat(501))), "at most 500");
        }

        @Test
        void may_not_grow_beyond_that_either() {
            var id = json(post(FORM, metadata(50, "k", "v"))).path("id").asString();

            var refused = rehearsal.api("POST", "/v1/customers/" + id, "metadata[more]=1&name=Eve");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(error(refused).path("message").asString()).contains("at most 50 keys");
            assertThat(json(rehearsal.api("GET", "/v1/customers/" + id, ""))
                            .path("name")
                            .isNull())
                    .isTrue();

            var swapped = rehearsal.api("POST", "/v1/customers/" + id, "metadata[more]=1&metadata[k00]=");
            assertThat(json(swapped).path("metadata").size()).isEqualTo(50);
        }

        private String metadata(int keys, String name, String value) {
            return IntStream.range(0, keys)
                    .mapToObj(number -> "metadata[%s%02d]=%s".formatted(name, number, value))
                    .collect(Collectors.joining("&"));
        }
    }

    private HttpResponse<String> post(String type, String body) {
        return Rehearsal.send(rehearsal
                .request("/v1/customers")
                .header("Authorization", "Bearer " + Rehearsal.KEY)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Past the client, which would not send it. */
    private String raw(String request) {
        var address = rehearsal.sandbox.address();
        try (var socket = new java.net.Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private void assertRefused(HttpResponse<String> answer, String sentence) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(error(answer).path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error(answer).path("message").asString()).contains(sentence);
        assertThat(answer.headers().firstValue("Request-Id")).isPresent();
        nothingHasHappened();
    }

    private void nothingHasHappened() throws Exception {
        assertThat(rehearsal.stripe.v1().customers().list().getData()).isEmpty();
        assertThat(rehearsal.types()).isEmpty();
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return json(answer).path("error");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
