package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.broadsheet.sandbox.http.Endpoints;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Every endpoint, told at random what it does not want to hear: it never fails, and a no leaves everything as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NonsenseTests {
    private static final long SEED = Long.getLong("broadsheet.property.seed", 20_261_125);
    private static final int RUNS = Integer.getInteger("broadsheet.property.runs", 200);
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "-1",
            "500",
            "2147483648",
            "999999999999999",
            "9223372036854775807",
            "1e9",
            "0.5",
            "-0",
            "NaN",
            "true",
            "false",
            "null",
            "yes",
            "eur",
            "usd",
            "xxx",
            "card",
            "month",
            "now",
            "x",
            " ",
            "☃ снег",
            "\0",
            "\uD83D",
            "'; drop table x --",
            "<script>",
            "{}",
            "[]",
            "%",
            "../..",
            "ada@example.org",
            "https://example.org/",
            "x".repeat(501),
            "x".repeat(6_000),
            "pm_card_visa",
            "tok_visa",
            "pm_card_chargeCustomerFail",
            "4242424242424242");

    private final SandboxSettings settings = Database.empty();
    private final Sandbox sandbox = Sandbox.start(settings);
    private final JdbcClient sql = JdbcClient.create(
            new DriverManagerDataSource(settings.jdbcUrl(), settings.username(), settings.password()));
    private final Random random = new Random(SEED);
    private final List<Endpoints.Endpoint> endpoints = Endpoints.all();

    @BeforeAll
    void somebody_has_paid() {
        assertThat(send("POST", "/v1/customers", "email=ada@example.org&name=Ada&payment_method=pm_card_visa")
                        .statusCode())
                .isEqualTo(200);
        for (var mode : List.of("payment", "subscription")) {
            var recurring = mode.equals("payment") ? "" : "&line_items[0][price_data][recurring][interval]=month";
            var made = send(
                    "POST",
                    "/v1/checkout/sessions",
                    "mode=" + mode + "&success_url=http://localhost:1/&line_items[0][quantity]=1"
                            + "&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=500"
                            + "&line_items[0][price_data][product_data][name]=x" + recurring);
            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
            var id = made.body().replaceAll("(?s).*?\"id\":\"(cs_\\w+)\".*", "$1");
            assertThat(send(
                                    "POST",
                                    "/c/pay/" + id,
                                    "email=a@example.org&number=4242424242424242&expiry=12/34&cvc=123&name=A")
                            .statusCode())
                    .isEqualTo(303);
        }
        send("POST", "/v1/webhook_endpoints", "url=http://localhost:1/&enabled_events[]=charge.failed");
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void is_refused_without_failing_and_without_a_trace() {
        var wrong = new ArrayList<String>();
        var refused = 0;
        var ids = ids();
        for (int run = 0; run < RUNS && wrong.size() < 20; run++) {
            if (run % 50 == 0) ids = ids();
            var endpoint = endpoints.get(random.nextInt(endpoints.size()));
            var path = path(endpoint.template(), ids);
            var form = form(endpoint, ids);
            var before = fingerprint();
            var answer = endpoint.method().equals("GET")
                    ? send("GET", path + "?" + form, "")
                    : send(endpoint.method(), path, form);
            var asked =
                    run + ": " + endpoint.method() + " " + path + " " + form.substring(0, Math.min(400, form.length()));
            if (answer.statusCode() >= 500) wrong.add(asked + " → " + answer.statusCode() + " " + answer.body());
            if (answer.statusCode() >= 400 && answer.statusCode() < 500 && answer.statusCode() != 402) {
                refused++;
                if (!fingerprint().equals(before)) wrong.add(asked + " left a trace: " + answer.body());
                if (!answer.body().contains("\"error\"")) wrong.add(asked + " → no error object: " + answer.body());
            }
        }
        assertThat(wrong).as("seed %s", SEED).isEmpty();
        assertThat(refused).isGreaterThan(RUNS / 4);
    }

    private String path(String template, List<String> ids) {
        var path = template;
        while (path.contains("{")) path = path.replaceFirst("\\{\\w+}", encode(id(template, ids)));
        return path;
    }

    /** Mostly of a kind that may fit, else of any, else of none. */
    private String id(String template, List<String> ids) {
        var choice = random.nextInt(8);
        if (choice == 0) return "nobody";
        if (choice == 1) return "☃";
        var plural = template.split("/")[2];
        var fitting = ids.stream().filter(id -> id.startsWith(prefix(plural))).toList();
        return pick(choice < 6 && !fitting.isEmpty() ? fitting : ids);
    }

    private static String prefix(String plural) {
        return switch (plural) {
            case "customers" -> "cus_";
            case "subscriptions" -> "sub_";
            case "invoices" -> "in_";
            case "checkout" -> "cs_";
            case "payment_intents" -> "pi_";
            case "charges" -> "ch_";
            default -> plural.substring(0, 2);
        };
    }

    private String form(Endpoints.Endpoint endpoint, List<String> ids) {
        var pairs = new ArrayList<String>();
        var all = random.nextInt(3) == 0;
        for (var parameter : endpoint.parameters())
            if (all
                    ? random.nextInt(4) > 0
                    : random.nextInt(Math.max(2, endpoint.parameters().size() / 3)) == 0)
                pairs.add(encode(bent(parameter.name())) + "=" + encode(value(parameter, ids)));
        if (random.nextInt(10) == 0) pairs.add("bogus=1");
        if (random.nextInt(20) == 0)
            pairs.add("expand[]=" + pick(List.of("customer", "data.customer", "a.b.c.d.e", "")));
        return pairs.stream().collect(Collectors.joining("&"));
    }

    /** Now and then a text where an object should be, an object where a text, or a list of nothing. */
    private String bent(String name) {
        return switch (random.nextInt(16)) {
            case 0 -> name + "[x]";
            case 1 -> name + "[]";
            case 2 -> name.contains("[") ? name.substring(0, name.lastIndexOf('[')) : name;
            case 3 -> name.replace("[0]", "[9999]");
            case 4 -> name.replace("[0]", "[]");
            case 5 -> name + "[";
            default -> name;
        };
    }

    private String value(Endpoints.Parameter parameter, List<String> ids) {
        if (!parameter.choices().isEmpty() && random.nextInt(4) > 0) return pick(parameter.choices());
        return random.nextInt(3) == 0 ? pick(ids) : pick(VALUES);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private List<String> ids() {
        return sql.sql("select thing_id from sandbox.thing order by seq")
                .query(String.class)
                .list();
    }

    /** Who wrote last, instead of what was written: as telling, and soon enough known for thousands of questions. */
    private String fingerprint() {
        return sql.sql("""
                        select (select count(*) || ' ' || max(cast(cast(xmin as text) as bigint)) from sandbox.event) || ' '
                               || (select count(*) || ' ' || max(cast(cast(xmin as text) as bigint)) from sandbox.thing)
                        """).query(String.class).single();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(String method, String path, String form) {
        return Rehearsal.send(HttpRequest.newBuilder(URI.create(sandbox.address() + path))
                .header("Authorization", "Bearer sk_test_nonsense")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form))
                .build());
    }
}
