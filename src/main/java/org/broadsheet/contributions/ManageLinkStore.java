package org.broadsheet.contributions;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.privacy.PersonalColumn;
import org.broadsheet.privacy.PersonalColumns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ManageLinkStore implements PersonalColumns {
    static final PersonalColumn EMAIL_INDEX = new PersonalColumn(
            "contributions.manage_link.email_index",
            "so that a link in an old mail stops working when you change your address",
            "as long as the link can work, then a year");

    private final JdbcClient sql;

    ManageLinkStore(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<PersonalColumn> columns() {
        return List.of(EMAIL_INDEX);
    }

    void add(UUID contribution, MemberId member, byte[] tokenHash, byte[] emailIndex, boolean receipt, Instant now) {
        sql.sql("""
                insert into contributions.manage_link (contribution_id, member_id, token_hash, email_index, receipt, made_at)
                values (:contribution, :member, :token, :email, :receipt, :now)
                """)
                .param("contribution", contribution)
                .param("member", member.value())
                .param("token", tokenHash)
                .param("email", emailIndex)
                .param("receipt", receipt)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** One that is not revoked, and is either young or among the last that went out with two receipts. */
    Optional<Link> alive(byte[] tokenHash, Instant youngSince) {
        return sql.sql("""
                select l.contribution_id, l.member_id, l.email_index
                  from contributions.manage_link l
                 where l.token_hash = :token and l.revoked_at is null
                   and (l.made_at >= :youngSince
                        or (select count(*)
                              from contributions.manage_link later
                             where later.contribution_id = l.contribution_id and later.receipt
                               and later.link_id > l.link_id) < 2)
                """)
                .param("token", tokenHash)
                .param("youngSince", youngSince.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Link(
                        row.getObject("contribution_id", UUID.class),
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getBytes("email_index")))
                .optional();
    }

    void revoke(MemberId member, Instant now) {
        sql.sql("""
                update contributions.manage_link
                   set revoked_at = :now
                 where member_id = :member and revoked_at is null
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("member", member.value())
                .update();
    }

    /** What a link opens. */
    record Link(UUID contribution, MemberId member, byte[] emailIndex) {}
}
