package org.broadsheet.staff;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SetupLinkStore {
    record SetupLink(@Nullable MemberId member, Instant expiresAt, boolean used) {}

    private final JdbcClient sql;

    SetupLinkStore(JdbcClient sql) {
        this.sql = sql;
    }

    void add(byte[] tokenHash, Instant now, Instant expiresAt) {
        sql.sql("""
                insert into staff.setup_link (token_hash, created_at, expires_at)
                values (:hash, :now, :expiresAt)
                """)
                .param("hash", tokenHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** There is one way in at a time: the newest. */
    void expireUnused(Instant now) {
        sql.sql("""
                update staff.setup_link
                   set expires_at = :now
                 where used_at is null
                   and expires_at > :now
                """).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    Optional<SetupLink> find(byte[] tokenHash) {
        return sql.sql("""
                select member_id, expires_at, used_at
                  from staff.setup_link
                 where token_hash = :hash
                """)
                .param("hash", tokenHash)
                .query((row, number) -> {
                    var member = row.getObject("member_id", UUID.class);
                    return new SetupLink(
                            member == null ? null : new MemberId(member),
                            row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                            row.getObject("used_at", OffsetDateTime.class) != null);
                })
                .optional();
    }

    void assign(byte[] tokenHash, MemberId member) {
        sql.sql("""
                update staff.setup_link
                   set member_id = :member
                 where token_hash = :hash
                   and used_at is null
                """).param("hash", tokenHash).param("member", member.value()).update();
    }

    void useUp(MemberId member, Instant now) {
        sql.sql("""
                update staff.setup_link
                   set used_at = :now
                 where member_id = :member
                   and used_at is null
                """)
                .param("member", member.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Held until the transaction ends: two people with the link make one owner. */
    void lock() {
        sql.sql("""
                select pg_advisory_xact_lock(hashtext('staff.setup_link'))
                """).query((row, number) -> true).single();
    }
}
