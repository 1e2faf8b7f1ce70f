package org.broadsheet.members;

import static org.broadsheet.members.SignInStore.at;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.members.SignInStore.Tried;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ClaimStore {
    private final JdbcClient sql;

    ClaimStore(JdbcClient sql) {
        this.sql = sql;
    }

    void add(
            UUID claim,
            MemberId member,
            byte[] tokenHash,
            byte[] codeHash,
            byte @Nullable [] payerBrowserHash,
            Instant now,
            Instant codeUntil,
            Instant until) {
        sql.sql("""
                insert into members.claim
                       (claim_id, member_id, token_hash, code_hash, payer_browser_hash, made_at, code_expires_at, expires_at)
                values (:id, :member, :token, :code, :browser, :now, :codeUntil, :until)
                """)
                .param("id", claim)
                .param("member", member.value())
                .param("token", tokenHash)
                .param("code", codeHash)
                .param("browser", payerBrowserHash)
                .param("now", at(now))
                .param("codeUntil", at(codeUntil))
                .param("until", at(until))
                .update();
    }

    boolean takesCode(byte[] tokenHash, byte[] payerBrowserHash, Instant now) {
        return sql.sql("""
                select exists (select 1
                                 from members.claim
                                where token_hash = :token and payer_browser_hash = :browser
                                  and code_used_at is null and code_expires_at > :now and attempts < 5)
                """)
                .param("token", tokenHash)
                .param("browser", payerBrowserHash)
                .param("now", at(now))
                .query(Boolean.class)
                .single();
    }

    /** Counts the try before anybody looks whether it is right. */
    List<Tried> tryCode(byte[] tokenHash, byte[] payerBrowserHash, Instant now) {
        return sql.sql("""
                update members.claim
                   set attempts = attempts + 1
                 where token_hash = :token and payer_browser_hash = :browser
                   and code_used_at is null and code_expires_at > :now and attempts < 5
                returning claim_id as id, member_id, code_hash
                """)
                .param("token", tokenHash)
                .param("browser", payerBrowserHash)
                .param("now", at(now))
                .query((row, number) -> new Tried(
                        row.getObject("id", UUID.class),
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getBytes("code_hash")))
                .list();
    }

    boolean useCode(UUID claim, Instant now) {
        return sql.sql("""
                update members.claim
                   set code_used_at = :now
                 where claim_id = :id and code_used_at is null
                """).param("now", at(now)).param("id", claim).update() == 1;
    }

    void deleteExpired(Instant now) {
        sql.sql("""
                delete from members.claim
                 where expires_at < :now
                """).param("now", at(now)).update();
    }
}
