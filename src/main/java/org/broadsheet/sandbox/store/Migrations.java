package org.broadsheet.sandbox.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the sandbox's own schema up to date, with a history of its own. */
public final class Migrations {
    private Migrations() {}

    public static Migrations run(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas("sandbox")
                .defaultSchema("sandbox")
                .table("schema_history")
                .locations("classpath:db/sandbox")
                .load()
                .migrate();
        return new Migrations();
    }
}
