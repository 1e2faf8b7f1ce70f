package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import com.stripe.param.WebhookEndpointUpdateParams;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class When_a_receiver_fails {
        @Test
        void events_tell_whether_they_are_still_on_their_way() throws Exception {
            rehearsal.order(Map.of("kind", "delay", "seconds", "2"));
            customer();

            assertThat(event().getPendingWebhooks()).isEqualTo(1);
            assertThat(delivered(false)).hasSize(1);
            assertThat(delivered(true)).isEmpty();
            rehearsal.settled();
            assertThat(delivered(true)).hasSize(1);
        }

        @Test
        void the_signature_is_of_now_even_when_the_sandbox_is_a_year_ahead() throws Exception {
            rehearsal.later("year");
            customer();
            rehearsal.settled();

            var delivery = rehearsal.witness.deliveries().getFirst();
            var signedAt = Long.parseLong(delivery.signature().split("[=,]")[1]);
            assertThat(signedAt)
                    .isBetween(
                            Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
            assertThat(delivery.event().getCreated())
                    .isGreaterThan(Instant.now().getEpochSecond() + 300 * 86_400L);
        }

        private List<Event> delivered(boolean success) throws Exception {
            return rehearsal
                    .stripe
                    .v1()
                    .events()
                    .list(EventListParams.builder().setDeliverySuccess(success).build())
                    .getData();
        }
    }

    @Nested
    class Endpoints {
        private final Witness other = new Witness();

        @Test
        void the_secret_is_told_once_and_the_filter_is_obeyed() throws Exception {
            var made = make(EnabledEvent.CUSTOMER__UPDATED);
            assertThat(made.getSecret()).startsWith("whsec_");
            assertThat(endpoint(made).getSecret()).isNull();

            customer();
            rehearsal.settled();
            assertThat(other.faults()).isEmpty();
            assertThat(other.deliveries()).isEmpty();
        }

        @Test
        void a_disabled_one_gets_nothing_and_a_deleted_one_is_gone() throws Exception {
            var made = make(EnabledEvent.ALL);
            service()
                    .update(
                            made.getId(),
                            WebhookEndpointUpdateParams.builder()
                                    .setDisabled(true)
                                    .build());
            assertThat(endpoint(made).getStatus()).isEqualTo("disabled");
            customer();
            rehearsal.settled();
            assertThat(other.faults()).isEmpty();

            assertThat(service().delete(made.getId()).getDeleted()).isTrue();
            assertThat(service().list().getData()).hasSize(1);
        }

        @Test
        void subscribing_twice_is_subscribing_once_and_a_new_account_is_heard_too() throws Exception {
            rehearsal.sandbox.subscribe(rehearsal.witness.address(), Witness.SECRET);
            customer();
            rehearsal
                    .client("sk_test_newcomer")
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder().build());
            rehearsal.settled();

            assertThat(service().list().getData()).hasSize(1);
            assertThat(rehearsal.witness.types()).containsExactly("customer.created", "customer.created");
        }

        private WebhookEndpoint make(EnabledEvent wanted) throws Exception {
            return service()
                    .create(WebhookEndpointCreateParams.builder()
                            .setUrl(other.address().toString())
                            .addEnabledEvent(wanted)
                            .build());
        }

        private WebhookEndpoint endpoint(WebhookEndpoint endpoint) throws Exception {
            return service().retrieve(endpoint.getId());
        }

        private com.stripe.service.WebhookEndpointService service() {
            return rehearsal.stripe.v1().webhookEndpoints();
        }
    }

    @Nested
    class When_trouble_is_ordered {
        @Test
        void a_webhook_is_lost() throws Exception {
            rehearsal.order(Map.of("kind", "drop", "matches", "checkout.session.completed"));
            var session = rehearsal.paid(Rehearsal.once(500));
            rehearsal.settled();

            assertThat(session.getStatus()).isEqualTo("complete");
            assertThat(rehearsal.witness.types())
                    .contains("charge.updated")
                    .doesNotContain("checkout.session.completed");
        }

        @Test
        void all_webhooks_are_lost_until_it_is_switched_off() throws Exception {
            rehearsal.order(Map.of("kind", "drop", "count", "all"));
            rehearsal.paid(Rehearsal.once(500));
            rehearsal.order(Map.of("kind", "none"));
            customer();
            rehearsal.settled();

            assertThat(rehearsal.witness.types()).containsExactly("customer.created");
        }

        @Test
        void a_lost_one_can_be_sent_again() throws Exception {
            rehearsal.order(Map.of("kind", "drop"));
            customer();
            assertThat(rehearsal
                            .post("/_sandbox/events/" + event().getId() + "/deliveries", Map.of())
                            .statusCode())
                    .isEqualTo(303);
            rehearsal.settled();

            assertThat(rehearsal.witness.types()).containsExactly("customer.created");
        }

        @Test
        void a_webhook_comes_twice() throws Exception {
            rehearsal.order(Map.of("kind", "duplicate"));
            customer();
            rehearsal.settled();

            assertThat(rehearsal.witness.deliveries())
                    .hasSize(2)
                    .extracting(each -> each.event().getId())
                    .containsOnly(event().getId());
        }
    }

    private void customer() throws Exception {
        rehearsal.stripe.v1().customers().create(CustomerCreateParams.builder().build());
    }

    private Event event() throws Exception {
        return rehearsal.events().getLast();
    }
}
