package org.broadsheet.sandbox.store;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.broadsheet.sandbox.engine.Fields;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

final class FaultStore {
    private static final RowMapper<Fault> FAULT = (row, number) -> new Fault(
            row.getLong("fault_id"),
            Fault.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getObject("remaining", Integer.class),
            row.getString("matches"),
            new Fields(Documents.object(row.getString("how"))));

    private final JdbcClient sql;

    FaultStore(JdbcClient sql) {
        this.sql = sql;
    }

    List<Fault> all() {
        return sql.sql("""
                        select fault_id, kind, remaining, matches, how
                          from sandbox.fault
                         order by fault_id
                        """).query(FAULT).list();
    }

    /** Locked by their ids, all at once: whoever took them as events come would wait for whoever does it the other way. */
    List<Fault> lock(Set<Fault.Kind> kinds) {
        return sql.sql("""
                        select fault_id, kind, remaining, matches, how
                          from sandbox.fault
                         where kind = any(:kinds)
                         order by fault_id
                           for update
                        """)
                .param("kinds", kinds.stream().map(Fault.Kind::word).toArray(String[]::new))
                .query(FAULT)
                .list();
    }

    void order(Fault fault) {
        sql.sql("""
                        insert into sandbox.fault (kind, remaining, matches, how)
                        values (:kind, :remaining, :matches, cast(:how as jsonb))
                        """)
                .param("kind", fault.kind().word())
                .param("remaining", fault.remaining())
                .param("matches", fault.matches())
                .param("how", Documents.text(fault.how().json()))
                .update();
    }

    /** False when somebody else has just used up the last one. */
    boolean use(long id) {
        return sql.sql("""
                        update sandbox.fault
                           set remaining = remaining - 1
                         where fault_id = :id
                           and remaining > 1
                        """).param("id", id).update() == 1;
    }

    boolean useUp(long id) {
        return sql.sql("""
                        delete from sandbox.fault
                         where fault_id = :id
                           and remaining = 1
                        """).param("id", id).update() == 1;
    }

    void clear() {
        sql.sql("""
                        with locked as materialized (
                            select fault_id from sandbox.fault order by fault_id for update)
                        delete from sandbox.fault f
                         using locked
                         where f.fault_id = locked.fault_id
                        """).update();
    }
}
