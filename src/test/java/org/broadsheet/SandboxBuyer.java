package org.broadsheet;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Pays on the sandbox's page without a browser, and moves its clock. */
public final class SandboxBuyer {
    public static final String GOOD_CARD = "4242424242424242";
    public static final String DECLINED_CARD = "4000000000000002";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI sandbox;

    public SandboxBuyer(URI sandbox) {
        this.sandbox = sandbox;
    }

    /** @return the status: 303 when it was paid */
    public int pay(URI page, String card) {
        return post(
                        page,
                        Map.of(
                                "email",
                                "elif@example.org",
                                "number",
                                card,
                                "expiry",
                                "12/40",
                                "cvc",
                                "123",
                                "name",
                                "Elif"))
                .statusCode();
    }

    public void monthPasses() {
        var answer = post(sandbox.resolve("/_sandbox/clock"), Map.of("step", "month"));
        if (answer.statusCode() >= 400) {
            throw new AssertionError("The sandbox's clock did not move: " + answer.statusCode());
        }
    }

    private HttpResponse<String> post(URI address, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            return http.send(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
