package org.broadsheet.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.broadsheet.StartRefused;
import org.broadsheet.sandbox.OwnPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL of its own, with the three roles of db/README.md and one for the sandbox. */
public final class LocalDatabase implements AutoCloseable {
    private final OwnPostgres postgres;

    private LocalDatabase(OwnPostgres postgres) {
        this.postgres = postgres;
    }

    /** @param port 0 for any */
    public static LocalDatabase start(Path folder, int port) {
        try {
            return new LocalDatabase(OwnPostgres.start(folder, port));
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
        try (var connection = postgres.administration().getConnection()) {
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
        return postgres.url(database);
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
}
