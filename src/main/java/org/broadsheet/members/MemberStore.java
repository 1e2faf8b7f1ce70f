package org.broadsheet.members;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.PersonalColumn;
import org.broadsheet.privacy.PersonalColumns;
import org.broadsheet.privacy.Privacy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MemberStore implements PersonalColumns {
    private static final String KEPT = "as long as the account";

    static final PersonalColumn EMAIL =
            new PersonalColumn("members.member.email_sealed", "to sign in and to send receipts", KEPT);
    static final PersonalColumn EMAIL_INDEX =
            new PersonalColumn("members.member.email_index", "to find the account of an address again", KEPT);
    static final PersonalColumn NAME = new PersonalColumn("members.member.name_sealed", "to address you by name", KEPT);

    private final JdbcClient sql;
    private final Privacy privacy;
    private final RowMapper<Member> member;

    MemberStore(JdbcClient sql, Privacy privacy) {
        this.sql = sql;
        this.privacy = privacy;
        this.member = (row, number) -> new Member(
                new MemberId(row.getObject("member_id", UUID.class)),
                new EmailAddress(privacy.open(EMAIL, row.getBytes("email_sealed"))),
                privacy.openNullable(NAME, row.getBytes("name_sealed")),
                Locale.of(row.getString("language")),
                row.getObject("claimed_at", OffsetDateTime.class) != null,
                row.getObject("joined_at", OffsetDateTime.class).toInstant());
    }

    @Override
    public List<PersonalColumn> columns() {
        return List.of(EMAIL, EMAIL_INDEX, NAME);
    }

    /** An unclaimed account takes a name that it lacks; one that somebody has signed in to is theirs to change. */
    MemberId findOrAdd(EmailAddress email, @Nullable String name, Locale language, Instant now) {
        return sql.sql("""
                insert into members.member (member_id, email_sealed, email_index, name_sealed, language, joined_at)
                values (uuidv7(), :email, :index, :name, :language, :now)
                on conflict (email_index) do update
                   set name_sealed = case when member.claimed_at is null
                                          then coalesce(member.name_sealed, excluded.name_sealed)
                                          else member.name_sealed
                                     end
                returning member_id
                """)
                .param("email", privacy.seal(EMAIL, email.value()))
                .param("index", privacy.blindIndex(email))
                .param("name", privacy.sealNullable(NAME, name))
                .param("language", language.getLanguage())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new MemberId(row.getObject("member_id", UUID.class)))
                .single();
    }

    Optional<Member> find(MemberId id) {
        return sql.sql("""
                select member_id, email_sealed, name_sealed, language, claimed_at, joined_at
                  from members.member
                 where member_id = :id
                """).param("id", id.value()).query(member).optional();
    }

    boolean isActive(MemberId id) {
        return sql.sql("""
                select exists (select 1
                                 from members.member
                                where member_id = :id and state = 'active')
                """).param("id", id.value()).query(Boolean.class).single();
    }

    void claimed(MemberId id, Instant now) {
        sql.sql("""
                update members.member
                   set claimed_at = :now
                 where member_id = :id and claimed_at is null
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }
}
