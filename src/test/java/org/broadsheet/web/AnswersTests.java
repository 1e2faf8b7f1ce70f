package org.broadsheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import org.broadsheet.TestParts;
import org.broadsheet.publication.SecurityHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What comes over the wire from a real server, error dispatches and all. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestParts.class)
@Import(AnswersTests.Oddities.class)
class AnswersTests {
    private static final Pattern REFERENCE = Pattern.compile("[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}");

    @LocalServerPort
    int port;

    @Autowired
    SecurityHeaders headers;

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource({
        "GET,/sign-in,200",
        "GET,/account,302",
        "GET,/desk,302",
        "GET,/nothing-here,404",
        "GET,/ru/nothing-here,404",
        "POST,/sign-in,403",
        "DELETE,/sign-in,403",
        "GET,/sign-out,405",
        "GET,/test/failure,500",
        "GET,/test/failure-while-printing,500",
        "GET,/css/tokens.css,200",
        "GET,/css/nothing.css,404",
        "GET,/sign-in;a=b,400",
        "GET,/%2e%2e/etc/passwd,400",
        "TRACE,/,405",
    })
    void every_answer_carries_every_header(String method, String path, int status) throws Exception {
        var answer = ask(method, path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertFullHeaders(answer);
    }

    @Test
    void not_modified_and_too_large_carry_them_too() throws Exception {
        var first = ask("GET", "/css/tokens.css");
        var again = send(request("/css/tokens.css")
                .header(
                        "If-Modified-Since",
                        first.headers().firstValue("Last-Modified").orElseThrow())
                .GET());
        assertThat(again.statusCode()).isEqualTo(304);
        assertFullHeaders(again);

        var large = send(request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("email=" + "a".repeat(1_200_000))));
        assertThat(large.statusCode()).isEqualTo(413);
        assertFullHeaders(large);
    }

    @Test
    void files_may_be_kept_for_ever_and_pages_for_no_time() throws Exception {
        assertThat(ask("GET", "/css/tokens.css").headers().firstValue("Cache-Control"))
                .hasValue("max-age=31536000, public");
        for (var path : List.of("/sign-in", "/nothing-here", "/desk", "/test/failure", "/css/nothing.css")) {
            assertThat(ask("GET", path).headers().allValues("Cache-Control"))
                    .as(path)
                    .containsExactly("no-store");
        }
        assertThat(ask("GET", "/test/kept").headers().allValues("Cache-Control"))
                .containsExactly("public, max-age=60");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/test/plain", "/css/tokens.css", "/nothing-here", "/test/failure", "/account", "/ru/test/plain"
            })
    void a_page_without_a_form_sets_no_cookie(String path) throws Exception {
        assertThat(ask("GET", path).headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void a_page_with_a_form_sets_the_form_cookie_and_no_other() throws Exception {
        assertThat(ask("GET", "/sign-in").headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("csrf-8080=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void a_form_carries_its_token_once() throws Exception {
        assertThat(ask("GET", "/sign-in").body().split("name=\"_csrf\"", -1)).hasSize(2);
    }

    @Test
    void a_failure_shows_a_reference_and_nothing_of_itself() throws Exception {
        var answer = ask("GET", "/test/failure");
        assertThat(answer.body())
                .containsPattern(REFERENCE)
                .contains("Something broke on our side")
                .doesNotContain("Marta", "Exception", "org.broadsheet", "{\"");
    }

    @Test
    void errors_speak_the_language_of_the_address() throws Exception {
        assertThat(ask("GET", "/ru/nothing-here").body()).contains("По этому адресу ничего нет", "lang=\"ru\"");
        assertThat(ask("GET", "/nothing-here").body()).contains("There is nothing at this address", "lang=\"en\"");
        assertThat(ask("GET", "/en/sign-in").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/de/sign-in").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/ru/ru/sign-in").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/ru/css/tokens.css").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/error").statusCode()).isEqualTo(404);
    }

    @Test
    void no_header_changes_the_language() throws Exception {
        var answer = send(request("/sign-in").header("Accept-Language", "ru").GET());
        assertThat(answer.body()).contains("lang=\"en\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in/abc", "/ru/claim/abc", "/desk/setup/abc", "/support/thanks/abc"})
    void an_address_that_is_a_key_is_never_told_to_others(String path) throws Exception {
        assertThat(ask("GET", path).headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void a_forged_host_leads_nowhere() throws Exception {
        try (var socket = new java.net.Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(
                            "GET /account HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n"
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(answer).contains("Location: /sign-in?to=/account").doesNotContain("evil");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/logout", "/login/ott", "/default-ui.css", "/actuator", "/actuator/health"})
    void nothing_of_the_framework_shows(String path) throws Exception {
        assertThat(ask("GET", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/stripe/",
                "/webhooks/stripe/x",
                "/webhooks",
                "/unsubscribe",
                "/unsubscribe/a/b",
                "/appeal-views/x"
            })
    void only_the_whole_path_of_a_machine_goes_without_a_form_token(String path) throws Exception {
        assertThat(ask("POST", path).statusCode()).isEqualTo(403);
    }

    @Test
    void a_dead_session_cookie_is_taken_away() throws Exception {
        var answer = send(
                request("/test/plain").header("Cookie", "session-8080=dead").GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("session-8080=;")
                .contains("Max-Age=0");
    }

    private void assertFullHeaders(HttpResponse<String> answer) {
        headers.all()
                .forEach((name, value) ->
                        assertThat(answer.headers().allValues(name)).as(name).containsExactly(value));
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Pages that no module has. */
    @Controller
    static class Oddities {
        @GetMapping("/test/plain")
        ResponseEntity<String> plain() {
            return ResponseEntity.ok("plain");
        }

        @GetMapping("/test/kept")
        ResponseEntity<String> kept() {
            return ResponseEntity.ok()
                    .header("Cache-Control", "public, max-age=60")
                    .body("kept");
        }

        @GetMapping("/test/failure")
        String failure() {
            throw new IllegalStateException("Marta could not be found");
        }

        @GetMapping("/test/failure-while-printing")
        String failureWhilePrinting(org.springframework.ui.Model model) {
            model.addAttribute("token", "x");
            return "members/account";
        }

        @PostMapping("/test/echo")
        ResponseEntity<String> echo(@RequestParam String text) {
            return ResponseEntity.ok(text);
        }
    }
}
