package org.broadsheet.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.broadsheet.payments.stripe.WebhookVerification.Refused;
import org.broadsheet.payments.stripe.WebhookVerification.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerificationTests {
    private static final Instant NOW = Instant.parse("2026-11-23T06:50:00Z");
    private static final String OLD_SECRET = "whsec_old";
    private static final String NEW_SECRET = "whsec_new";
    private static final String EVENT =
            "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"livemode\":false,\"data\":{\"object\":{\"id\":\"in_1\",\"object\":\"invoice\"}}}";

    private final WebhookVerification verification = new WebhookVerification(
            new StripeSettings(
                    "sk_test_1", List.of(OLD_SECRET, NEW_SECRET), false, java.time.Duration.ofSeconds(10), null),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void takes_what_stripe_signed_just_now() {
        assertThat(verify(EVENT, signed(EVENT, NEW_SECRET, 0))).isInstanceOfSatisfying(Verified.class, verified -> {
            assertThat(verified.event().id()).isEqualTo("evt_1");
            assertThat(verified.event().objectId()).isEqualTo("in_1");
        });
    }

    @Test
    void takes_either_secret_while_one_is_rolled() {
        assertThat(verify(EVENT, signed(EVENT, OLD_SECRET, 0))).isInstanceOf(Verified.class);
        assertThat(verify(EVENT, "t=" + NOW.getEpochSecond() + ",v1=00," + v1(EVENT, NEW_SECRET, 0)))
                .isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void takes_a_timestamp_within_five_minutes_on_either_side(long seconds) {
        assertThat(verify(EVENT, signed(EVENT, NEW_SECRET, seconds))).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-31_536_000, -301, 301, 3_600, 31_536_000})
    void refuses_one_from_the_past_or_the_future_however_well_signed(long seconds) {
        assertThat(verify(EVENT, signed(EVENT, NEW_SECRET, seconds))).isInstanceOf(Refused.class);
    }

    @Test
    void refuses_a_stranger() {
        assertThat(verify(EVENT, signed(EVENT, "whsec_stranger", 0))).isInstanceOf(Refused.class);
        assertThat(verify(EVENT, "v1=abc")).isInstanceOf(Refused.class);
        assertThat(verification.verify(EVENT.getBytes(StandardCharsets.UTF_8), null))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refuses_real_money_in_a_test_and_test_money_for_real() {
        var live = EVENT.replace("\"livemode\":false", "\"livemode\":true");

        assertThat(verify(live, signed(live, NEW_SECRET, 0)))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.event().otherMode()).isTrue());
    }

    @Test
    void refuses_every_event_with_one_byte_changed() {
        var random = new Random(20261123);
        var header = signed(EVENT, NEW_SECRET, 0);
        for (int i = 0; i < 1_000; i++) {
            var bytes = EVENT.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(127));
            assertThat(verification.verify(bytes, header)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void refuses_what_is_signed_and_yet_no_event() {
        for (var body : List.of("", "null", "[]", "{\"id\":\"sub_1\"}", "{")) {
            assertThat(verify(body, signed(body, NEW_SECRET, 0))).as(body).isInstanceOf(Refused.class);
        }
    }

    private WebhookVerification.Verdict verify(String body, String header) {
        return verification.verify(body.getBytes(StandardCharsets.UTF_8), header);
    }

    private static String signed(String body, String secret, long secondsFromNow) {
        return "t=" + (NOW.getEpochSecond() + secondsFromNow) + "," + v1(body, secret, secondsFromNow);
    }

    private static String v1(String body, String secret, long secondsFromNow) {
        try {
            return "v1=" + Webhook.Util.computeHmacSha256(secret, (NOW.getEpochSecond() + secondsFromNow) + "." + body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
