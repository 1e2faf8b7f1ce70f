package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.param.CustomerCreateParams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("deep")
class SandboxAloneTests {
    @TempDir
    Path home;

    @Test
    void keeps_everything_when_it_is_killed_and_leaves_nothing_running_when_it_is_stopped() throws Exception {
        String customer;
        try (var killed = new Alone(home)) {
            customer = killed.client()
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder().setName("Ada").build())
                    .getId();
            killed.process.destroyForcibly().waitFor();
        }
        try (var again = new Alone(home)) {
            assertThat(again.client().v1().customers().retrieve(customer).getName())
                    .isEqualTo("Ada");
            again.process.destroy();
            assertThat(again.process.waitFor()).isNotZero();
        }
        assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    /** The process that {@code mvn spring-boot:run -Psandbox} starts. */
    private static final class Alone implements AutoCloseable {
        private final Process process;
        private String address = "";

        Alone(Path home) throws IOException {
            process = new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SandboxAlone.class.getName(),
                            "--sandbox.home=" + home,
                            "--sandbox.port=0"))
                    .redirectErrorStream(true)
                    .start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream()));
            var said = new ArrayList<String>();
            while (address.isEmpty()) {
                var line = lines.readLine();
                if (line == null) throw new IOException("It did not start: " + String.join("\n", said));
                said.add(line);
                if (line.contains("API base"))
                    address = line.replaceAll(".*API base\\s+", "").strip();
            }
        }

        StripeClient client() {
            return StripeClient.builder()
                    .setApiKey("sk_test_alone")
                    .setApiBase(address)
                    .build();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
