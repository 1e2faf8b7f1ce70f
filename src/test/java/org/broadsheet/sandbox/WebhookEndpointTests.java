package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.Stripe;
import com.stripe.model.WebhookEndpoint;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.ApiVersion;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class WebhookEndpointTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Witness other = new Witness();

    @Nested
    class When_a_secret_is_rolled {
        @Test
        void both_sign_for_a_while_the_newest_first_and_then_one() throws Exception {
            var endpoint = make(EnabledEvent.ALL);
            var rolled = roll(endpoint, "2");

            customer();
            rehearsal.settled();
            assertThat(rolled).isNotEqualTo(endpoint.getSecret());
            for (var secret : List.of(endpoint.getSecret(), rolled)) assertBelieved(secret);
            assertThat(signatures().getFirst()).isEqualTo(v1(rolled)).isNotEqualTo(v1(endpoint.getSecret()));
            assertThat(signatures()).hasSize(2);

            Eventually.until("only the new one signs", () -> {
                other.forget();
                customer();
                rehearsal.settled();
                return signatures().size() == 1;
            });
            assertBelieved(rolled);
        }

        @Test
        void the_old_one_ends_at_once_unless_asked_to_stay() throws Exception {
            var rolled = roll(make(EnabledEvent.ALL), "0");

            customer();
            rehearsal.settled();
            assertThat(signatures()).hasSize(1);
            assertBelieved(rolled);
        }

        @Test
        void a_day_is_the_longest_and_nobody_knows_other_endpoints() throws Exception {
            var path = "/_sandbox/webhook_endpoints/" + make(EnabledEvent.ALL).getId() + "/secret";
            for (var wrong : List.of("86401", "-1", "soon"))
                assertThat(rehearsal.tool(path, Map.of("expires_in", wrong)).statusCode())
                        .isEqualTo(400);
            assertThat(rehearsal
                            .tool("/_sandbox/webhook_endpoints/we_nobody/secret", Map.of())
                            .statusCode())
                    .isEqualTo(404);
        }

        private String roll(WebhookEndpoint endpoint, String expiresIn) {
            var answer = rehearsal.control(
                    "/_sandbox/webhook_endpoints/" + endpoint.getId() + "/secret", Map.of("expires_in", expiresIn));
            other.believe(answer.path("secret").asString());
            return answer.path("secret").asString();
        }

        private void assertBelieved(String secret) {
            assertThat(signatures()).contains(v1(secret));
            assertThat(other.faults()).isEmpty();
        }

        private List<String> signatures() {
            var header = other.deliveries().getLast().signature();
            return java.util.Arrays.stream(header.split(",")).skip(1).toList();
        }

        private String v1(String secret) {
            var last = other.deliveries().getLast();
            var time = last.signature().split("[=,]")[1];
            try {
                return "v1=" + com.stripe.net.Webhook.Util.computeHmacSha256(secret, time + "." + last.body());
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @Nested
    class Versions {
        @Test
        void pinned_or_not_events_are_of_the_version_that_is_spoken() throws Exception {
            var unset = make(EnabledEvent.ALL);
            other.believe(unset.getSecret());
            assertThat(unset.getApiVersion()).isNull();
            var pinned = rehearsal
                    .stripe
                    .v1()
                    .webhookEndpoints()
                    .create(wish(EnabledEvent.ALL)
                            .setApiVersion(ApiVersion.VERSION_2026_07_29_DAHLIA)
                            .build());
            assertThat(pinned.getApiVersion()).isEqualTo(Stripe.API_VERSION);
            rehearsal.stripe.v1().webhookEndpoints().delete(pinned.getId());

            customer();
            rehearsal.settled();
            for (var witness : List.of(other, rehearsal.witness)) {
                var event = witness.deliveries().getFirst().event();
                assertThat(event.getApiVersion()).isEqualTo(Stripe.API_VERSION);
                assertThat(event.getDataObjectDeserializer().getObject()).isPresent();
            }
        }

        @ParameterizedTest
        @CsvSource({"2024-06-20, only", "2026-13-13.dahlia, Invalid"})
        void another_one_is_refused_rather_than_pretended(String version, String why) {
            var answer = rehearsal.api(
                    "POST",
                    "/v1/webhook_endpoints",
                    "url=http://localhost:1/&enabled_events[]=*&api_version=" + version);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains(why, "api_version");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "enabled_events[]=customer.invented, enabled_events[0]",
        "enabled_events[0]=customer.created&enabled_events[1]=customer.*, enabled_events[1]",
        "enabled_events=, enabled_events",
        "enabled_events[]=, enabled_events[0]"
    })
    void an_event_that_stripe_does_not_have_cannot_be_asked_for(String wish, String param) throws Exception {
        var made = rehearsal.api("POST", "/v1/webhook_endpoints", "url=http://localhost:1/&" + wish);
        var changed = rehearsal.api(
                "POST", "/v1/webhook_endpoints/" + make(EnabledEvent.ALL).getId(), wish);

        for (var answer : List.of(made, changed)) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(JsonMapper.shared()
                            .readTree(answer.body())
                            .at("/error/param")
                            .asString())
                    .isEqualTo(param);
        }
    }

    @Test
    void there_are_at_most_sixteen() throws Exception {
        for (int i = 1; i < 16; i++) make(EnabledEvent.CUSTOMER__DELETED);

        var answer = rehearsal.api("POST", "/v1/webhook_endpoints", "url=http://localhost:1/&enabled_events[]=*");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("maximum of 16");
    }

    private WebhookEndpoint make(EnabledEvent wanted) throws Exception {
        return rehearsal.stripe.v1().webhookEndpoints().create(wish(wanted).build());
    }

    private WebhookEndpointCreateParams.Builder wish(EnabledEvent wanted) {
        return WebhookEndpointCreateParams.builder()
                .setUrl(other.address().toString())
                .addEnabledEvent(wanted);
    }

    private void customer() {
        try {
            rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder().build());
        } catch (com.stripe.exception.StripeException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
