package org.broadsheet.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in a folder, durable as in production ({@code fsync} and {@code synchronous_commit} on). Survives a crash
 * of this process: a server left behind by the last run is stopped first.
 */
public final class OwnPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private OwnPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * @param port 0 for any
     * @throws IllegalStateException when another process uses the folder
     */
    public static OwnPostgres start(Path folder, int port) throws IOException {
        var data = folder.resolve("data");
        stopLeftOver(data);
        Files.createDirectories(folder);
        return new OwnPostgres(EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("unix_socket_directories", "''")
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setPGStartupWait(PATIENCE)
                .start());
    }

    /** After kill -9 of the application its PostgreSQL lives on, and would answer on a port that nobody remembers. */
    private static void stopLeftOver(Path data) {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) return;

        try {
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            ProcessHandle.of(pid).filter(process -> isServerOf(process, data)).ifPresent(OwnPostgres::stop);
        } catch (IOException | NumberFormatException unreadable) {
            LOG.debug("No process id in {}", pidFile);
        }
    }

    /** A process id may have been given to somebody else since. */
    private static boolean isServerOf(ProcessHandle process, Path data) {
        var command = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
        try {
            var line = Files.exists(command)
                    ? Files.readString(command)
                    : process.info().commandLine().orElse("");
            return line.contains("postgres") && line.contains(data.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private static void stop(ProcessHandle server) {
        LOG.info("Stopping the database that the last run left behind (process {})", server.pid());
        server.destroy();
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stubborn) {
            throw new IllegalStateException(
                    "The database of the last run does not stop (process " + server.pid() + ")");
        }
    }

    public DataSource administration() {
        return postgres.getPostgresDatabase();
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
