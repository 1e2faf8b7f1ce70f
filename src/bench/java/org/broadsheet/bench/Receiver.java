package org.broadsheet.bench;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who is told everything and checks each signature. */
final class Receiver implements AutoCloseable {
    static final String SECRET = "whsec_bench";

    private final HttpServer server;
    private final AtomicInteger genuine = new AtomicInteger();
    private final AtomicInteger forged = new AtomicInteger();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::receive);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var header = exchange.getRequestHeaders().getFirst("Stripe-Signature");
        exchange.sendResponseHeaders(isGenuine(body, header) ? 200 : 400, -1);
        exchange.close();
    }

    private boolean isGenuine(String body, String header) {
        try {
            Webhook.Signature.verifyHeader(body, header, SECRET, 300);
            genuine.incrementAndGet();
            return true;
        } catch (SignatureVerificationException refused) {
            forged.incrementAndGet();
            return false;
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    int genuine() {
        return genuine.get();
    }

    int forged() {
        return forged.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
