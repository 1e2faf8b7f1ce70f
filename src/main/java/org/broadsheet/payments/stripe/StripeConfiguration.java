package org.broadsheet.payments.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StripeConfiguration {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 15_000;

    @Bean
    StripeClient stripeClient(StripeSettings settings) {
        // Telemetry sends timings of earlier requests along, and is of no use to us.
        Stripe.enableTelemetry = false;
        var client = StripeClient.builder()
                .setApiKey(settings.secretKey())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                // A retry reuses the request's own key, so it repeats nothing; a reader waits no longer than two tries.
                .setMaxNetworkRetries(1);
        if (settings.apiBase() != null) {
            client.setApiBase(settings.apiBase().toString());
        }
        return client.build();
    }
}
