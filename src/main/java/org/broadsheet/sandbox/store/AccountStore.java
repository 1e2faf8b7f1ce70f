package org.broadsheet.sandbox.store;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

final class AccountStore {
    private static final RowMapper<Account> ACCOUNT =
            (row, number) -> new Account(row.getLong("account_id"), row.getString("stripe_id"), row.getLong("created"));

    private final JdbcClient sql;

    AccountStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Account> ofKey(byte[] keyHash) {
        return sql.sql("""
                        select account_id, stripe_id, created
                          from sandbox.account
                         where key_hash = :hash
                        """).param("hash", keyHash).query(ACCOUNT).optional();
    }

    Optional<Account> ofId(long id) {
        return sql.sql("""
                        select account_id, stripe_id, created
                          from sandbox.account
                         where account_id = :id
                        """).param("id", id).query(ACCOUNT).optional();
    }

    List<Account> all() {
        return sql.sql("""
                        select account_id, stripe_id, created
                          from sandbox.account
                         order by account_id
                        """).query(ACCOUNT).list();
    }

    int open(byte[] keyHash, String stripeId, long now) {
        return sql.sql("""
                        insert into sandbox.account (stripe_id, key_hash, created)
                        values (:stripeId, :hash, :now)
                        on conflict do nothing
                        """)
                .param("stripeId", stripeId)
                .param("hash", keyHash)
                .param("now", now)
                .update();
    }

    /** Whoever changes anything of an account waits here for whoever else does. */
    boolean lock(long id) {
        return sql.sql("""
                        select account_id
                          from sandbox.account
                         where account_id = :id
                           for update
                        """).param("id", id).query(Long.class).optional().isPresent();
    }

    /** In their order, as whoever locks several does, so that nobody waits for each other. */
    void lockAll() {
        sql.sql("""
                        select account_id
                          from sandbox.account
                         order by account_id
                           for update
                        """).query(Long.class).list();
    }

    void deleteAll() {
        sql.sql("""
                        delete from sandbox.account
                        """).update();
    }
}
