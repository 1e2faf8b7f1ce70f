package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Event;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class DeliveryTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Test
    void a_receiver_that_fails_twice_hears_three_times_each_signed_anew() throws Exception {
        rehearsal.control("/_sandbox/settings", Map.of("webhook_retry_seconds", "1,1"));
        rehearsal.witness.answer(500, 302);
        customer();
        Eventually.until(
                "it came three times", () -> rehearsal.witness.deliveries().size() == 3);
        rehearsal.settled();

        var came = rehearsal.witness.deliveries();
        assertThat(came).extracting(each -> each.event().getId()).containsOnly(last().getId());
        assertThat(came).extracting(Witness.Delivery::signature).doesNotHaveDuplicates();
        assertThat(came.getFirst().event().getPendingWebhooks()).isEqualTo(1);
        assertThat(last().getPendingWebhooks()).isZero();

        var told = deliveries("?event=" + last().getId()).get(0);
        assertThat(told.path("state").asString()).isEqualTo("delivered");
        assertThat(answers(told)).containsExactly("500", "302", "200");
        assertThat(told.at("/attempts/0/signed_at").asLong())
                .isLessThan(told.at("/attempts/2/signed_at").asLong());
    }

    @Nested
    class When_the_last_attempt_has_failed {
        @Test
        void it_is_given_up_and_listed_as_not_delivered_until_it_is_sent_again() throws Exception {
            rehearsal.control("/_sandbox/settings", Map.of("webhook_retry_seconds", ""));
            rehearsal.witness.answer(500);
            customer();
            rehearsal.settled();

            assertThat(last().getPendingWebhooks()).isZero();
            assertThat(listed(false)).hasSize(1);
            assertThat(deliveries("?state=failed")).hasSize(1);

            resend(last().getId(), "");
            rehearsal.settled();
            assertThat(listed(false)).isEmpty();
            assertThat(listed(true)).hasSize(1);
        }

        private List<Event> listed(boolean success) throws Exception {
            return rehearsal
                    .stripe
                    .v1()
                    .events()
                    .list(EventListParams.builder().setDeliverySuccess(success).build())
                    .getData();
        }
    }

    @Nested
    class Sending_again {
        private final Witness other = new Witness();

        @Test
        void reaches_one_endpoint_or_all_also_with_what_was_delivered() throws Exception {
            customer();
            rehearsal.settled();
            var late = endpoint();

            resend(last().getId(), late);
            rehearsal.settled();
            assertThat(other.types()).containsExactly("customer.created");
            assertThat(rehearsal.witness.types()).hasSize(1);

            resend(last().getId(), "");
            rehearsal.settled();
            assertThat(other.types()).hasSize(2);
            assertThat(rehearsal.witness.types()).hasSize(2);
            assertThat(deliveries("?endpoint=" + late))
                    .allMatch(each -> each.path("resent").asBoolean());
        }

        @Test
        void needs_an_event_and_an_endpoint_that_are_there() throws Exception {
            customer();
            assertThat(rehearsal
                            .tool("/_sandbox/events/evt_nothing/deliveries", Map.of())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(rehearsal
                            .tool("/_sandbox/events/" + last().getId() + "/deliveries", Map.of("endpoint", "we_nobody"))
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void two_endpoints_are_two_that_are_waited_for() throws Exception {
            endpoint();
            rehearsal.order(Map.of("kind", "delay", "seconds", "2", "count", "2"));
            customer();

            assertThat(last().getPendingWebhooks()).isEqualTo(2);
            rehearsal.settled();
            assertThat(last().getPendingWebhooks()).isZero();
        }

        private String endpoint() throws Exception {
            var made = rehearsal
                    .stripe
                    .v1()
                    .webhookEndpoints()
                    .create(WebhookEndpointCreateParams.builder()
                            .setUrl(other.address().toString())
                            .addEnabledEvent(EnabledEvent.CUSTOMER__CREATED)
                            .build());
            other.believe(made.getSecret());
            return made.getId();
        }
    }

    @Test
    void deliveries_are_told_page_by_page_and_by_what_caused_them() throws Exception {
        for (int i = 0; i < 5; i++) customer();
        rehearsal.settled();

        var walked = new ArrayList<Long>();
        var page = rehearsal.told("/_sandbox/deliveries?limit=2");
        while (true) {
            page.path("data").forEach(each -> walked.add(each.path("id").asLong()));
            if (!page.path("has_more").asBoolean()) break;
            page = rehearsal.told("/_sandbox/deliveries?limit=2&before=" + walked.getLast());
        }
        assertThat(walked).hasSize(5).isSortedAccordingTo(java.util.Comparator.reverseOrder());

        var request = last().getRequest().getId();
        assertThat(deliveries("?request=" + request)).hasSize(1);
        assertThat(deliveries("?type=customer.updated")).isEmpty();
        for (var wrong : List.of("limit=0", "state=lost", "before=x"))
            assertThat(rehearsal
                            .get("/_sandbox/deliveries?" + wrong, "application/json")
                            .statusCode())
                    .isEqualTo(400);
    }

    private JsonNode deliveries(String query) {
        return rehearsal.told("/_sandbox/deliveries" + query).path("data");
    }

    private static List<String> answers(JsonNode delivery) {
        return delivery.path("attempts")
                .valueStream()
                .map(each -> each.path("answer").asString())
                .toList();
    }

    private void resend(String event, String endpoint) {
        rehearsal.control("/_sandbox/events/" + event + "/deliveries", Map.of("endpoint", endpoint));
    }

    private void customer() throws Exception {
        rehearsal.stripe.v1().customers().create(CustomerCreateParams.builder().build());
    }

    private Event last() throws Exception {
        return rehearsal.events().getLast();
    }
}
