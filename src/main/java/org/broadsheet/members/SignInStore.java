package org.broadsheet.members;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SignInStore {
    /** A way in whose code is being tried; member and hash are null for an address that we do not know. */
    record Tried(UUID id, @Nullable MemberId member, byte @Nullable [] codeHash) {}

    record Asked(UUID id, @Nullable MemberId member) {}

    private static final RowMapper<Tried> TRIED = (row, number) -> new Tried(
            row.getObject("id", UUID.class), member(row.getObject("member_id", UUID.class)), row.getBytes("code_hash"));

    private static final RowMapper<Asked> ASKED = (row, number) ->
            new Asked(row.getObject("sign_in_id", UUID.class), member(row.getObject("member_id", UUID.class)));

    private static final RowMapper<MemberId> MEMBER =
            (row, number) -> new MemberId(row.getObject("member_id", UUID.class));

    private final JdbcClient sql;

    SignInStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** One statement whether the address is known or not. */
    Asked askByAddress(byte[] emailIndex, byte[] browserHash, Instant now, Instant until) {
        return sql.sql("""
                insert into members.sign_in (sign_in_id, member_id, browser_hash, asked_at, expires_at)
                values (uuidv7(),
                        (select member_id from members.member where email_index = :index and state = 'active'),
                        :browser, :now, :until)
                returning sign_in_id, member_id
                """)
                .param("index", emailIndex)
                .param("browser", browserHash)
                .param("now", at(now))
                .param("until", at(until))
                .query(ASKED)
                .single();
    }

    Asked askByClaim(byte[] claimTokenHash, byte[] browserHash, Instant now, Instant until) {
        return sql.sql("""
                insert into members.sign_in (sign_in_id, member_id, browser_hash, asked_at, expires_at)
                values (uuidv7(),
                        (select m.member_id
                           from members.claim c
                           join members.member m on m.member_id = c.member_id and m.state = 'active'
                          where c.token_hash = :claim and c.expires_at > :now),
                        :browser, :now, :until)
                returning sign_in_id, member_id
                """)
                .param("claim", claimTokenHash)
                .param("browser", browserHash)
                .param("now", at(now))
                .param("until", at(until))
                .query(ASKED)
                .single();
    }

    void arm(UUID signIn, byte[] tokenHash, byte[] codeHash) {
        sql.sql("""
                update members.sign_in
                   set token_hash = :token, code_hash = :code
                 where sign_in_id = :id and used_at is null
                """)
                .param("token", tokenHash)
                .param("code", codeHash)
                .param("id", signIn)
                .update();
    }

    /** Was it asked for in this browser? Empty for a link that opens nothing (any more). */
    Optional<Boolean> isFromBrowser(byte[] tokenHash, byte @Nullable [] browserHash, Instant now) {
        return sql.sql("""
                select coalesce(browser_hash = :browser::bytea, false) as here
                  from members.sign_in
                 where token_hash = :token and used_at is null and expires_at > :now
                """)
                .param("token", tokenHash)
                .param("browser", browserHash)
                .param("now", at(now))
                .query(Boolean.class)
                .optional();
    }

    /** Whoever comes first gets it; the others find it used. */
    Optional<MemberId> useLink(byte[] tokenHash, byte[] browserHash, Instant now) {
        return sql.sql("""
                update members.sign_in
                   set used_at = :now
                 where token_hash = :token and browser_hash = :browser and used_at is null and expires_at > :now
                returning member_id
                """)
                .param("token", tokenHash)
                .param("browser", browserHash)
                .param("now", at(now))
                .query(MEMBER)
                .optional();
    }

    /** Counts the try before anybody looks whether it is right, so that tries at the same moment count too. */
    List<Tried> tryCodeInBrowser(byte[] browserHash, Instant now) {
        return sql.sql("""
                update members.sign_in
                   set attempts = attempts + 1
                 where browser_hash = :browser and used_at is null and expires_at > :now and attempts < 5
                returning sign_in_id as id, member_id, code_hash
                """)
                .param("browser", browserHash)
                .param("now", at(now))
                .query(TRIED)
                .list();
    }

    List<Tried> tryCodeWithLink(byte[] tokenHash, Instant now) {
        return sql.sql("""
                update members.sign_in
                   set attempts = attempts + 1
                 where token_hash = :token and used_at is null and expires_at > :now and attempts < 5
                returning sign_in_id as id, member_id, code_hash
                """)
                .param("token", tokenHash)
                .param("now", at(now))
                .query(TRIED)
                .list();
    }

    boolean use(UUID signIn, Instant now) {
        return sql.sql("""
                update members.sign_in
                   set used_at = :now
                 where sign_in_id = :id and used_at is null
                """).param("now", at(now)).param("id", signIn).update() == 1;
    }

    /** Once somebody is in, what else was on its way to them opens nothing. */
    void retire(MemberId member, Instant now) {
        sql.sql("""
                update members.sign_in
                   set used_at = :now
                 where member_id = :member and used_at is null
                """).param("now", at(now)).param("member", member.value()).update();
    }

    void deleteExpiredBefore(Instant then) {
        sql.sql("""
                delete from members.sign_in
                 where expires_at < :then
                """).param("then", at(then)).update();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable MemberId member(@Nullable UUID id) {
        return id == null ? null : new MemberId(id);
    }
}
