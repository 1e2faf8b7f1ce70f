package org.broadsheet.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The mailbox to look into: a list, and each mail as its reader would see it. */
final class MailboxPages implements AutoCloseable {
    private static final int SHOWN = 200;
    private static final Pattern ASSET = Pattern.compile("/(css|fonts|img)/[a-z0-9/-]+\\.(css|woff2|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "woff2", "font/woff2",
            "svg", "image/svg+xml");
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";
    // A mail brings its style with it and must do nothing else; its links open outside the frame.
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src http://localhost:*; frame-ancestors 'self'; "
                    + "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

    private final MailFolder folder;
    private final HttpServer server;
    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("MMMM d, HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    MailboxPages(MailFolder folder, int port) throws IOException {
        this.folder = folder;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("local/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        templates.setTemplateResolver(resolver);
    }

    void start() {
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "text/plain", PAGE_POLICY, new byte[0]);
            } else if (ASSET.matcher(path).matches()) {
                asset(exchange, path);
            } else if (path.equals("/")) {
                page(exchange, "mailbox", Map.of("mails", folder.newest(SHOWN), "time", time));
            } else {
                mail(exchange, path.substring(1));
            }
        }
    }

    private void mail(HttpExchange exchange, String path) throws IOException {
        boolean body = path.endsWith("/html");
        var mail = folder.find(body ? path.substring(0, path.length() - "/html".length()) : path);
        if (mail.isEmpty()) {
            send(
                    exchange,
                    404,
                    "text/plain; charset=utf-8",
                    PAGE_POLICY,
                    "No such mail".getBytes(StandardCharsets.UTF_8));
        } else if (body) {
            send(
                    exchange,
                    200,
                    "text/html; charset=utf-8",
                    MAIL_POLICY,
                    mail.get().html().getBytes(StandardCharsets.UTF_8));
        } else {
            page(exchange, "mail", Map.of("mail", mail.get(), "time", time));
        }
    }

    private void page(HttpExchange exchange, String template, Map<String, Object> model) throws IOException {
        var html = templates.process(template, new Context(Locale.ENGLISH, model));
        send(exchange, 200, "text/html; charset=utf-8", PAGE_POLICY, html.getBytes(StandardCharsets.UTF_8));
    }

    private void asset(HttpExchange exchange, String path) throws IOException {
        try (var in = MailboxPages.class.getResourceAsStream("/static" + path)) {
            if (in == null) {
                send(exchange, 404, "text/plain", PAGE_POLICY, new byte[0]);
            } else {
                var type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
                send(exchange, 200, type, PAGE_POLICY, in.readAllBytes());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String policy, byte[] body)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
