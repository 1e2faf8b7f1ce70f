package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.param.CustomerCreateParams;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class RestartTests {
    private final Witness witness = new Witness();
    private final SandboxSettings settings = Database.empty();

    @Test
    void a_restart_forgets_nothing_and_sends_what_was_still_to_be_sent() throws Exception {
        String customer;
        try (var sandbox = Sandbox.start(settings)) {
            sandbox.subscribe(URI.create("http://localhost:1/nobody"), Witness.SECRET);
            customer = client(sandbox)
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder().setName("Ada").build())
                    .getId();
            move(sandbox);
        }

        try (var sandbox = Sandbox.start(settings)) {
            sandbox.subscribe(witness.address(), Witness.SECRET);
            sandbox.subscribe(witness.address(), Witness.SECRET);
            var stripe = client(sandbox);
            assertThat(stripe.v1().customers().retrieve(customer).getName()).isEqualTo("Ada");
            assertThat(stripe.v1().webhookEndpoints().list().getData()).hasSize(2);
            assertThat(stripe.v1().events().list().getData().getFirst().getPendingWebhooks())
                    .isEqualTo(1);

            var later = stripe.v1()
                    .customers()
                    .create(CustomerCreateParams.builder().build());
            assertThat(later.getCreated()).isGreaterThan(System.currentTimeMillis() / 1_000 + 86_000);
            Eventually.until(
                    "the new endpoint heard of it", () -> witness.types().size() == 1);
        }
    }

    private static void move(Sandbox sandbox) {
        Rehearsal.send(HttpRequest.newBuilder(URI.create(sandbox.address() + "/_sandbox/clock"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("step=day"))
                .build());
    }

    private static StripeClient client(Sandbox sandbox) {
        return StripeClient.builder()
                .setApiKey("sk_test_restart")
                .setApiBase(sandbox.address().toString())
                .build();
    }
}
