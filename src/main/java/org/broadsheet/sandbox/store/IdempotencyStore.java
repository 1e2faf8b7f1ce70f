package org.broadsheet.sandbox.store;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

final class IdempotencyStore {
    private final JdbcClient sql;

    IdempotencyStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The primary key decides who is first; a key of long ago is as good as new. */
    boolean begin(long account, String key, byte[] hash, String requestId, long now, long oldest) {
        return sql.sql("""
                        insert into sandbox.idempotency_key as known
                               (account_id, idempotency_key, request_hash, request_id, created)
                        values (:account, :key, :hash, :requestId, :now)
                        on conflict (account_id, idempotency_key) do update
                           set request_hash = excluded.request_hash,
                               request_id = excluded.request_id,
                               created = excluded.created,
                               status = null,
                               body = null
                         where known.created < :oldest
                           and known.status is not null
                        """)
                        .param("account", account)
                        .param("key", key)
                        .param("hash", hash)
                        .param("requestId", requestId)
                        .param("now", now)
                        .param("oldest", oldest)
                        .update()
                == 1;
    }

    Optional<Idempotency.Known> find(long account, String key) {
        return sql.sql("""
                        select request_hash, request_id, status, body
                          from sandbox.idempotency_key
                         where account_id = :account
                           and idempotency_key = :key
                        """)
                .param("account", account)
                .param("key", key)
                .query((row, number) -> new Idempotency.Known(
                        row.getBytes("request_hash"),
                        row.getString("request_id"),
                        row.getObject("status", Integer.class),
                        row.getString("body")))
                .optional();
    }

    void finish(long account, String key, int status, String body) {
        sql.sql("""
                        update sandbox.idempotency_key
                           set status = :status, body = :body
                         where account_id = :account
                           and idempotency_key = :key
                        """)
                .param("account", account)
                .param("key", key)
                .param("status", status)
                .param("body", body)
                .update();
    }

    void forget(long account, String key) {
        sql.sql("""
                        delete from sandbox.idempotency_key
                         where account_id = :account
                           and idempotency_key = :key
                           and status is null
                        """).param("account", account).param("key", key).update();
    }

    /** Whatever was in flight when the process ended will never finish. */
    void forgetUnfinished() {
        sql.sql("""
                        delete from sandbox.idempotency_key
                         where status is null
                        """).update();
    }
}
