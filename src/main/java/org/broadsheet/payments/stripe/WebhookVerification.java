package org.broadsheet.payments.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.payments.ReceivedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a webhook is Stripe's, and fresh. Stripe's own check refuses only what is too old; a timestamp from the
 * future is refused here as well, or a stolen one could be kept for later.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-official-libraries">Stripe: verify webhook signatures</a>
 */
@Component
class WebhookVerification {
    static final long TOLERANCE_SECONDS = 300;
    private static final Pattern TIMESTAMP = Pattern.compile("(?:^|,)\\s*t=(\\d{1,12})(?:,|$)");

    private final StripeSettings settings;
    private final Clock wall;
    private final JsonMapper json = JsonMapper.builder().build();

    WebhookVerification(StripeSettings settings, @Qualifier("wall") Clock wall) {
        this.settings = settings;
        this.wall = wall;
    }

    sealed interface Verdict {}

    record Verified(ReceivedEvent event) implements Verdict {}

    record Refused(String why) implements Verdict {}

    Verdict verify(byte[] body, @Nullable String header) {
        if (header == null) {
            return new Refused("no signature");
        }
        if (!isFresh(header)) {
            return new Refused("its timestamp is not within " + TOLERANCE_SECONDS + " s of now");
        }
        var payload = new String(body, StandardCharsets.UTF_8);
        if (settings.webhookSecrets().stream().noneMatch(secret -> isSigned(payload, header, secret))) {
            return new Refused("the signature is not ours");
        }
        return event(body, payload).<Verdict>map(Verified::new).orElseGet(() -> new Refused("no event"));
    }

    private boolean isFresh(String header) {
        var timestamp = TIMESTAMP.matcher(header);
        return timestamp.find()
                && Math.abs(wall.instant().getEpochSecond() - Long.parseLong(timestamp.group(1))) <= TOLERANCE_SECONDS;
    }

    private boolean isSigned(String payload, String header, String secret) {
        try {
            return Webhook.Signature.verifyHeader(payload, header, secret, TOLERANCE_SECONDS, wall);
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    private Optional<ReceivedEvent> event(byte[] body, String payload) {
        try {
            var event = json.readTree(payload);
            var id = event.path("id").asString("");
            var object = event.path("data").path("object");
            if (!id.startsWith("evt_")) {
                return Optional.empty();
            }
            return Optional.of(new ReceivedEvent(
                    id,
                    event.path("type").asString(""),
                    object.path("id").asString(object.path("object").asString("")),
                    event.path("api_version").isString()
                            ? event.path("api_version").asString()
                            : null,
                    event.path("livemode").asBoolean(false) != settings.live(),
                    body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
