package org.broadsheet.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import org.broadsheet.sandbox.Sandbox;
import org.broadsheet.sandbox.SandboxSettings;

/** How long a year of many monthly supporters takes at the sandbox, and until a receiver has caught up. */
final class SandboxYear {
    private final Http http;
    private final Receiver receiver;
    private final Effort effort;

    private SandboxYear(Http http, Receiver receiver, Effort effort) {
        this.http = http;
        this.receiver = receiver;
        this.effort = effort;
    }

    public static void main(String[] arguments) throws Exception {
        var supporters = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        var folder = Files.createTempDirectory("sandbox-year");
        // Durable as in local mode: this is what a newsroom would see.
        try (var postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setServerConfig("unix_socket_directories", "''")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "64MB")
                        .setLocaleConfig("locale", "C.UTF-8")
                        .start();
                var receiver = new Receiver();
                var sandbox = Sandbox.start(
                        new SandboxSettings(0, postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"))) {
            sandbox.subscribe(receiver.address(), Receiver.SECRET);
            new SandboxYear(new Http(sandbox.address()), receiver, Effort.of(folder)).run(supporters);
        }
    }

    private void run(int supporters) throws Exception {
        effort.begin();
        for (int i = 0; i < supporters; i++) subscribe(i);
        effort.say(supporters + " monthly subscriptions made over HTTP");
        catchUp();
        effort.say("… until the receiver had verified their webhooks");
        var before = receiver.genuine();

        effort.begin();
        http.post("/_sandbox/clock", "step", "year");
        effort.say("a year of " + supporters + " monthly supporters at the sandbox");
        catchUp();
        effort.say("… until the receiver had verified all " + (receiver.genuine() - before) + " webhooks of it");
        if (receiver.forged() > 0) throw new IllegalStateException(receiver.forged() + " signatures were wrong");
    }

    private void subscribe(int number) throws IOException, InterruptedException {
        var session = http.post(
                "/v1/checkout/sessions",
                "mode",
                "subscription",
                "success_url",
                "http://localhost:9/thanks",
                "customer_email",
                "supporter" + number + "@example.org",
                "line_items[0][quantity]",
                "1",
                "line_items[0][price_data][currency]",
                "eur",
                "line_items[0][price_data][unit_amount]",
                "500",
                "line_items[0][price_data][recurring][interval]",
                "month",
                "line_items[0][price_data][product_data][name]",
                "Support");
        http.post(
                "/c/pay/" + session.path("id").asString(),
                "email",
                "supporter" + number + "@example.org",
                "number",
                "4242424242424242",
                "expiry",
                "12/40",
                "cvc",
                "123",
                "name",
                "Elif");
    }

    private void catchUp() throws IOException, InterruptedException {
        while (http.get("/_sandbox").path("pending_deliveries").asInt() > 0) Thread.sleep(200);
    }
}
