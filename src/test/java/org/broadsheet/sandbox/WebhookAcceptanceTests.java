package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.Stripe;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.Webhook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How events reach those who asked for them (checks 37 and 39). */
class WebhookAcceptanceTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Shop shop = new Shop(rehearsal);
    private final Witness other = new Witness();

    @AfterEach
    void close() {
        other.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 302})
    void check_37_what_was_not_taken_comes_again_signed_anew_until_it_is(int failure) throws Exception {
        rehearsal.witness.answer(failure, failure);
        Customer.create(Map.of(), shop.with);
        Eventually.until(
                "it came three times", () -> rehearsal.witness.deliveries().size() == 3);
        rehearsal.settled();

        var deliveries = rehearsal.witness.deliveries();
        assertThat(deliveries).extracting(each -> each.event().getId()).containsOnly(event().getId());
        assertThat(deliveries)
                .extracting(each -> each.signature().split(",")[0])
                .as("each with the time of its attempt")
                .doesNotHaveDuplicates();
        assertThat(rehearsal.witness.faults()).isEmpty();
        assertThat(event().getPendingWebhooks()).isZero();
    }

    @Test
    void check_37_a_disabled_endpoint_gets_nothing() throws Exception {
        endpoint(Map.of()).update(Map.of("disabled", true), shop.with);
        Customer.create(Map.of(), shop.with);
        rehearsal.settled();

        assertThat(rehearsal.witness.types()).containsExactly("customer.created");
        assertThat(other.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void check_39_events_are_of_the_pinned_version_so_that_the_sdk_understands_them(boolean pinned) throws Exception {
        listen(endpoint(pinned ? Map.of("api_version", Stripe.API_VERSION) : Map.of()));
        Customer.create(Map.of(), shop.with);
        rehearsal.settled();

        var event = other.deliveries().getFirst().event();
        assertThat(event.getApiVersion()).isEqualTo(Stripe.API_VERSION);
        assertThat(event.getDataObjectDeserializer().getObject()).isPresent();
    }

    @Test
    void check_39_an_endpoint_gets_what_it_asked_for() throws Exception {
        listen(endpoint(Map.of("enabled_events", List.of("customer.updated"))));
        Customer.create(Map.of(), shop.with).update(Map.of("name", "Ada"), shop.with);
        rehearsal.settled();

        assertThat(other.types()).containsExactly("customer.updated");
    }

    @Test
    void check_39_while_a_secret_is_rolled_the_old_one_signs_as_well() throws Exception {
        var endpoint = endpoint(Map.of());
        listen(endpoint);
        var rolled = rehearsal
                .control("/_sandbox/webhook_endpoints/" + endpoint.getId() + "/secret", Map.of("expires_in", "3600"))
                .path("secret")
                .asString();
        Customer.create(Map.of(), shop.with);
        rehearsal.settled();

        var delivery = other.deliveries().getFirst();
        assertThat(delivery.signature().split(","))
                .filteredOn(part -> part.startsWith("v1="))
                .hasSize(2);
        for (var secret : List.of(endpoint.getSecret(), rolled))
            assertThat(Webhook.constructEvent(delivery.body(), delivery.signature(), secret)
                            .getId())
                    .isEqualTo(delivery.event().getId());
    }

    private WebhookEndpoint endpoint(Map<String, Object> more) throws Exception {
        var wish = new java.util.HashMap<String, Object>();
        wish.put("url", other.address().toString());
        wish.put("enabled_events", List.of("*"));
        wish.putAll(more);
        return WebhookEndpoint.create(wish, shop.with);
    }

    private void listen(WebhookEndpoint endpoint) {
        other.believe(endpoint.getSecret());
    }

    private Event event() throws Exception {
        return rehearsal.events().getLast();
    }
}
