package org.broadsheet.payments.stripe;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.broadsheet.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param webhookSecrets one, or two while a secret is rolled; none where outcomes are to arrive by return page and reconciler alone
 * @param restAfterFailures for how long Stripe is not asked after it has not been answering
 * @param apiBase the sandbox's address; null for Stripe's own
 */
@Validated
@ConfigurationProperties("broadsheet.stripe")
record StripeSettings(
        @NotBlank String secretKey,
        @DefaultValue List<String> webhookSecrets,
        @DefaultValue("false") boolean allowLiveMoney,
        @DefaultValue("10s") Duration restAfterFailures,
        @Nullable URI apiBase) {

    StripeSettings {
        boolean test = secretKey.startsWith("sk_test_") || secretKey.startsWith("rk_test_");
        boolean live = secretKey.startsWith("sk_live_") || secretKey.startsWith("rk_live_");
        if (!secretKey.isBlank() && !test && !live) {
            throw new StartRefused("STRIPE_SECRET_KEY is no Stripe key: it starts with sk_test_ or rk_test_");
        }
        if (live && !allowLiveMoney) {
            throw new StartRefused("STRIPE_SECRET_KEY is a live key: it moves real money. If that is what you want, set"
                    + " BROADSHEET_ALLOW_LIVE_MONEY=true as well; else use a key that starts with sk_test_");
        }
    }

    boolean live() {
        return secretKey.startsWith("sk_live_") || secretKey.startsWith("rk_live_");
    }

    @Override
    public String toString() {
        return "StripeSettings[secrets hidden]";
    }
}
