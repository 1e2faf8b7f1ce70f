package org.broadsheet.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sandbox without the product, for people who test other software against it: {@code mvn spring-boot:run -Psandbox}. */
public final class SandboxAlone {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxAlone.class);
    private static final String DATABASE = "sandbox";

    private SandboxAlone() {}

    public static void main(String[] arguments) {
        try {
            var home = Path.of(option(arguments, "home", ".broadsheet-sandbox"))
                    .toAbsolutePath()
                    .normalize();
            run(home, Integer.parseInt(option(arguments, "port", "12111")));
        } catch (NumberFormatException noNumber) {
            refuse("--sandbox.port is a number.");
        } catch (IllegalStateException inUse) {
            refuse(
                    "It does not start: another copy may run on this folder, or something else on this port. Give it its own:"
                            + " --sandbox.home=<folder> --sandbox.port=<number>\n" + inUse.getMessage());
        } catch (IOException | SQLException | RuntimeException failure) {
            refuse("It does not start: " + failure.getMessage());
        }
    }

    private static String option(String[] arguments, String name, String usual) {
        var prefix = "--sandbox." + name + "=";
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst()
                .orElse(usual);
    }

    private static void refuse(String why) {
        LOG.error("{}", why);
        System.exit(1);
    }

    private static void run(Path home, int port) throws IOException, SQLException {
        var postgres = OwnPostgres.start(home.resolve("postgres"), 0);
        var running = new ArrayDeque<AutoCloseable>(List.of(postgres));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.forEach(SandboxAlone::close), "sandbox-stop"));
        prepare(postgres);
        var sandbox = Sandbox.start(new SandboxSettings(port, postgres.url(DATABASE), "postgres", ""));
        running.addFirst(sandbox);
        LOG.info("""

                  The payment sandbox runs alone. Nothing leaves this machine, and no money moves.

                  API base          {}
                  Control page      {}/_sandbox
                  Key               sk_test_anything (each test key is an account of its own)

                  curl {}/v1/customers -u sk_test_anything: -d name=Ada

                  Stop it with Ctrl+C. What it keeps is in {}.
                """, sandbox.address(), sandbox.address(), sandbox.address(), home);
    }

    private static void prepare(OwnPostgres postgres) throws SQLException {
        try (var connection = postgres.administration().getConnection();
                var known = connection.prepareStatement("select 1 from pg_database where datname = 'sandbox'");
                var create = connection.createStatement()) {
            if (!known.executeQuery().next()) create.execute("create database " + DATABASE);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            LOG.warn("A part of the sandbox did not stop: {}", failure.getMessage());
        }
    }
}
