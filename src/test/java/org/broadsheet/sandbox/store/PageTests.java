package org.broadsheet.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.sandbox.Database;
import org.broadsheet.sandbox.Sandbox;
import org.broadsheet.sandbox.engine.Fields;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A page of a long list is read off an index, wherever it begins: nothing is sorted and nothing passed over. */
class PageTests {
    private static final int MANY = 20_000;
    private static JdbcClient sql;

    @BeforeAll
    static void there_is_very_much() {
        var settings = Database.empty();
        Sandbox.start(settings).close();
        sql = JdbcClient.create(
                new DriverManagerDataSource(settings.jdbcUrl(), settings.username(), settings.password()));
        sql.sql("insert into sandbox.account (stripe_id, key_hash, created) values ('acct_1', 'x', 0)")
                .update();
        sql.sql("""
                insert into sandbox.thing (thing_id, account_id, kind, created, json, hidden)
                select 'cus_' || n, (select account_id from sandbox.account), 'customer', n, '{"object": "customer"}', '{}'
                  from generate_series(1, :many) n
                """).param("many", MANY).update();
        sql.sql("""
                insert into sandbox.event (event_id, account_id, type, created, json)
                select 'evt_' || n, (select account_id from sandbox.account), 'customer.created', n, '{}'
                  from generate_series(1, :many) n
                """).param("many", MANY).update();
        sql.sql("analyze sandbox.thing, sandbox.event").update();
    }

    @Test
    void of_objects_forth_and_back() {
        for (var query : List.of(query(null, null), query("cus_700", null), query(null, "cus_700")))
            assertThat(plan(ThingStore.PAGE, query))
                    .containsPattern("Index Cond: .*seq > .*seq <")
                    .doesNotContain("Seq Scan")
                    .doesNotContainPattern("Sort Key: \\S*seq");
    }

    @Test
    void of_events_forth_and_back() {
        for (var query : List.of(query(null, null), query("evt_700", null), query(null, "evt_700")))
            assertThat(plan(EventStore.PAGE, query))
                    .containsPattern("Index Cond: .*seq > .*seq <")
                    .doesNotContain("Seq Scan")
                    .doesNotContainPattern("Sort Key: \\S*seq");
    }

    private static Query query(String startingAfter, String endingBefore) {
        return new Query(
                "customer",
                Fields.empty(),
                List.of(),
                List.of(),
                0,
                Long.MAX_VALUE,
                10,
                startingAfter,
                endingBefore,
                null);
    }

    private static String plan(String page, Query query) {
        var statement = sql.sql("explain " + page + query.order())
                .param(
                        "account",
                        sql.sql("select account_id from sandbox.account")
                                .query(Long.class)
                                .single())
                .param("kind", query.kind())
                .param("from", query.from())
                .param("to", query.to())
                .param("after", query.after(700L))
                .param("before", query.before(700L))
                .param("limit", 11);
        for (var list : new String[] {"anyOf", "noneOf", "types"}) statement = statement.param(list, "[]");
        for (var none : new String[] {"ranged", "delivered"}) statement = statement.param(none, null);
        statement = statement.param("example", "{}").param("mentions", new String[0]);
        return String.join(
                "\n",
                statement.param("least", 0).param("most", 0).query(String.class).list());
    }
}
