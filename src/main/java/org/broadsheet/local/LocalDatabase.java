package org.broadsheet.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.broadsheet.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real PostgreSQL of its own, durable as in production ({@code fsync} and {@code synchronous_commit} on), with the three roles of
 * db/README.md and one for the sandbox. Survives a crash of this process: a server left behind by the last run is stopped first.
 */
public final class LocalDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private LocalDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** @param port 0 for any */
    public static LocalDatabase start(Path folder, int port) {
        var data = folder.resolve("data");
        stopLeftOver(data);
        try {
            Files.createDirectories(folder);
            var postgres = EmbeddedPostgres.builder()
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
                    .start();
            return new LocalDatabase(postgres);
        } catch (IllegalStateException e) {
            throw new StartRefused(
                    "The database under " + folder + " is in use: another copy of Broadsheet runs on this home folder."
                            + " Stop it, or give this one a folder of its own: --broadsheet.home=<folder>");
        } catch (IOException e) {
            throw new StartRefused("The database under " + folder + " did not start: " + e.getMessage());
        }
    }

    /** Makes the roles and the database where they are missing; keeps both where they are there. */
    public void prepare(String database) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection()) {
            var sql = JdbcClient.create(
                    new org.springframework.jdbc.datasource.SingleConnectionDataSource(connection, true));
            for (var role :
                    new String[] {"broadsheet_owner", "broadsheet_app", "broadsheet_report", "broadsheet_sandbox"}) {
                if (!exists(sql, "select 1 from pg_roles where rolname = :name", role)) {
                    sql.sql("create role " + role + " login").update();
                }
            }
            if (!exists(sql, "select 1 from pg_database where datname = :name", database)) {
                sql.sql("create database " + database + " owner broadsheet_owner")
                        .update();
                sql.sql("grant create on database " + database + " to broadsheet_sandbox")
                        .update();
            }
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    public String url(String database, String role) {
        return url(database) + "?user=" + role;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private static boolean exists(JdbcClient sql, String query, String name) {
        return sql.sql(query)
                .param("name", name)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** After kill -9 of the application its PostgreSQL lives on, and would answer on a port that nobody remembers. */
    private static void stopLeftOver(Path data) {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            ProcessHandle.of(pid).filter(process -> isServerOf(process, data)).ifPresent(LocalDatabase::stop);
        } catch (IOException | NumberFormatException e) {
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
        } catch (IOException e) {
            return false;
        }
    }

    private static void stop(ProcessHandle server) {
        LOG.info("Stopping the database that the last run left behind (process {})", server.pid());
        server.destroy();
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new StartRefused("The database of the last run does not stop (process " + server.pid() + ")");
        }
    }
}
