package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.broadsheet.SandboxBuyer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Between the sandbox and the application, where things may go wrong or happen again. */
final class Wires {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI sandbox;
    private final URI webhook;
    private final String secret;

    Wires(URI sandbox, String site, String secret) {
        this.sandbox = sandbox;
        this.webhook = URI.create(site + "/webhooks/stripe");
        this.secret = secret;
    }

    SandboxBuyer buyer() {
        return new SandboxBuyer(sandbox);
    }

    void pass(long seconds) {
        tell("/_sandbox/clock", Map.of("seconds", String.valueOf(seconds)));
    }

    void order(Map<String, String> fault) {
        tell("/_sandbox/faults", fault);
    }

    void refund(String intent) {
        tell("/v1/refunds", Map.of("payment_intent", intent));
    }

    /** Somebody else's money on the same account. */
    void charge(long amount) {
        tell(
                "/v1/payment_intents",
                Map.of(
                        "amount",
                        String.valueOf(amount),
                        "currency",
                        "eur",
                        "payment_method",
                        "pm_card_visa",
                        "payment_method_types[0]",
                        "card",
                        "confirm",
                        "true"));
    }

    void untilAllIsSent() {
        Awaitility.await("all webhooks have been sent")
                .atMost(Duration.ofMinutes(2))
                .until(() -> ask("/_sandbox").path("pending_deliveries").asInt() == 0);
    }

    /** As the API lists them, oldest first. */
    List<String> events() {
        var events = new ArrayList<String>();
        JsonNode page;
        var after = "";
        do {
            page = ask("/v1/events?limit=100" + after);
            for (var event : page.path("data")) {
                events.addFirst(event.toString());
                after = "&starting_after=" + event.path("id").asString();
            }
        } while (page.path("has_more").asBoolean());
        return events;
    }

    /** Signed as Stripe signs. */
    void deliver(String event) {
        var signedAt = Instant.now().getEpochSecond();
        var answer = send(HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .header("Stripe-Signature", "t=" + signedAt + ",v1=" + signature(signedAt + "." + event))
                .POST(BodyPublishers.ofString(event))
                .build());
        assertThat(answer.statusCode()).as(event).isEqualTo(200);
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private JsonNode ask(String path) {
        return JSON.readTree(send(request(path).build()).body());
    }

    private void tell(String path, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(sandbox.resolve(path))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer sk_test_broadsheet");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
