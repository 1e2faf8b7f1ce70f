package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.param.CustomerCreateParams;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void a_server_error_is_retried_by_the_sdk_and_nothing_happens_twice(String moment) throws Exception {
        rehearsal.order(Map.of("kind", "answer", "matches", "/v1/customers", "moment", moment));
        rehearsal.stripe.v1().customers().create(CustomerCreateParams.builder().build());

        assertThat(rehearsal.types()).containsExactly("customer.created");
    }

    @Test
    void an_error_before_the_effect_leaves_none() {
        rehearsal.order(Map.of("kind", "answer", "matches", "/v1/customers", "count", "3"));
        assertThatThrownBy(() -> rehearsal
                        .stripe
                        .v1()
                        .customers()
                        .create(CustomerCreateParams.builder().build()))
                .isInstanceOf(ApiException.class);

        assertThat(rehearsal.witness.types()).isEmpty();
    }

    @Test
    void too_many_requests_is_a_rate_limit() {
        rehearsal.order(Map.of("kind", "answer", "status", "429"));
        assertThatThrownBy(() -> rehearsal.stripe.v1().customers().list()).isInstanceOf(RateLimitException.class);
    }

    @Test
    void a_connection_can_break_after_the_effect() throws Exception {
        rehearsal.order(Map.of("kind", "reset", "matches", "/v1/customers", "moment", "after", "count", "all"));
        assertThatThrownBy(() -> impatient()
                        .v1()
                        .customers()
                        .create(CustomerCreateParams.builder().build()))
                .isInstanceOf(ApiConnectionException.class);

        rehearsal.order(Map.of("kind", "none"));
        assertThat(rehearsal.stripe.v1().customers().list().getData()).hasSize(1);
    }

    @Test
    void a_call_can_hang_longer_than_the_client_waits() throws Exception {
        rehearsal.order(Map.of("kind", "hang", "matches", "/v1/customers", "moment", "after", "seconds", "1"));
        assertThatThrownBy(() -> impatient()
                        .v1()
                        .customers()
                        .create(CustomerCreateParams.builder().build()))
                .isInstanceOf(ApiConnectionException.class);

        assertThat(rehearsal.types()).containsExactly("customer.created");
    }

    @Test
    void the_next_charge_can_be_declined_whatever_the_card() throws Exception {
        var session = rehearsal.create(Rehearsal.once(500));
        rehearsal.order(Map.of("kind", "decline"));

        assertThat(rehearsal.pay(session, Rehearsal.GOOD).statusCode()).isEqualTo(422);
        assertThat(rehearsal.pay(session, Rehearsal.GOOD).statusCode()).isEqualTo(303);
    }

    @Test
    void nonsense_is_not_ordered() {
        assertThat(rehearsal.post("/_sandbox/faults", Map.of("kind", "miracle")).statusCode())
                .isEqualTo(400);
        assertThat(rehearsal
                        .post("/_sandbox/faults", Map.of("kind", "drop", "count", "0"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(rehearsal.state().path("faults")).isEmpty();
    }

    private StripeClient impatient() {
        return StripeClient.builder()
                .setApiKey(Rehearsal.KEY)
                .setApiBase(rehearsal.sandbox.address().toString())
                .setMaxNetworkRetries(0)
                .setReadTimeout(300)
                .build();
    }
}
