package org.broadsheet.sandbox;

import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Receives webhooks as a product would: checks the signature over the raw body, then believes it. */
final class Witness {
    static final String SECRET = "whsec_witness";

    private final HttpServer server;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile String secret = SECRET;
    private final AtomicInteger requests = new AtomicInteger();
    private final Deque<Integer> answers = new ArrayDeque<>();

    /** One webhook as it came. */
    record Delivery(Event event, String signature, String body) {}

    Witness() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::receive);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/webhooks");
    }

    /** From now on only what is signed with this. */
    void believe(String secret) {
        this.secret = secret;
    }

    /** The next deliveries get these answers, later ones a 200. */
    synchronized void answer(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    synchronized void forget() {
        deliveries.clear();
        faults.clear();
        answers.clear();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var status = 200;
        requests.incrementAndGet();
        try {
            var signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
            var event = Webhook.constructEvent(body, signature, secret);
            synchronized (this) {
                deliveries.add(new Delivery(event, signature, body));
                if (!answers.isEmpty()) status = answers.removeFirst();
            }
        } catch (Exception refused) {
            faults.add(refused + " for " + body);
            status = 400;
        }
        if (status / 100 == 3) exchange.getResponseHeaders().add("Location", "http://localhost:1/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** How often anybody called, whether they were believed or not. */
    int requests() {
        return requests.get();
    }

    void close() {
        server.stop(0);
    }

    /** What no product should ever get: what is not signed as it should be. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    List<String> types() {
        return deliveries.stream().map(delivery -> delivery.event().getType()).toList();
    }

    List<Event> events(String type) {
        return deliveries.stream()
                .map(Delivery::event)
                .filter(event -> event.getType().equals(type))
                .toList();
    }
}
