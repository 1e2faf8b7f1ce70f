package org.broadsheet.staff;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RecoveryCodeStore {
    private final JdbcClient sql;

    RecoveryCodeStore(JdbcClient sql) {
        this.sql = sql;
    }

    void add(byte[] codeHash, MemberId member, Instant now) {
        sql.sql("""
                insert into staff.recovery_code (code_hash, member_id, created_at)
                values (:hash, :member, :now)
                """)
                .param("hash", codeHash)
                .param("member", member.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void dropUnused(MemberId member) {
        sql.sql("""
                delete from staff.recovery_code
                 where member_id = :member
                   and used_at is null
                """).param("member", member.value()).update();
    }

    int unused(MemberId member) {
        return sql.sql("""
                select count(*)
                  from staff.recovery_code
                 where member_id = :member
                   and used_at is null
                """).param("member", member.value()).query(Integer.class).single();
    }

    /** The update is the check: of two who come with one code at once, one gets in. */
    Optional<MemberId> use(byte[] codeHash, Instant now) {
        return sql.sql("""
                update staff.recovery_code
                   set used_at = :now
                 where code_hash = :hash
                   and used_at is null
                   and exists (select 1
                                 from staff.staff_member
                                where staff_member.member_id = recovery_code.member_id
                                  and staff_member.state = 'active')
                returning member_id
                """)
                .param("hash", codeHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new MemberId(row.getObject("member_id", UUID.class)))
                .optional();
    }
}
