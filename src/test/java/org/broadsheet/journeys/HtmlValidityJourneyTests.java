package org.broadsheet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What browsers forgive, the Nu HTML checker does not. */
@Tag("deep")
class HtmlValidityJourneyTests extends Journey {
    private static final Path FOLDER = Path.of("target/pages");
    private static final List<String> PAGES = List.of(
            "/",
            "/ru",
            "/articles/three-islands-bought-a-ferry",
            "/sections/money",
            "/support",
            "/ru/support",
            "/sign-in",
            "/desk/sign-in",
            "/nothing-is-here");

    @Test
    void finds_nothing_wrong_with_our_pages() throws Exception {
        Files.createDirectories(FOLDER);
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                NpmTools.nuHtmlChecker().toString(),
                "--errors-only",
                "--stdout"));
        var http = HttpClient.newHttpClient();
        for (var path : PAGES) {
            var page = http.send(HttpRequest.newBuilder(URI.create(site + path)).build(), BodyHandlers.ofString());
            var file = FOLDER.resolve(path.replace('/', '_') + ".html");
            command.add(Files.writeString(file, page.body()).toString());
        }
        var checker = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(checker.getInputStream().readAllBytes());
        assertThat(checker.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said.lines().toList()).isEmpty();
    }
}
