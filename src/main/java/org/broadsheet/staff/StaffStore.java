package org.broadsheet.staff;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.members.MemberId;
import org.broadsheet.privacy.PersonalColumn;
import org.broadsheet.privacy.PersonalColumns;
import org.broadsheet.privacy.Privacy;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StaffStore implements PersonalColumns {
    static final PersonalColumn DISPLAY_NAME = new PersonalColumn(
            "staff.staff_member.display_name_sealed",
            "so that colleagues see who is at the desk",
            "as long as somebody works here");

    private final JdbcClient sql;
    private final Privacy privacy;
    private final RowMapper<StaffMember> person;

    StaffStore(JdbcClient sql, Privacy privacy) {
        this.sql = sql;
        this.privacy = privacy;
        this.person = (row, number) -> new StaffMember(
                new MemberId(row.getObject("member_id", UUID.class)),
                privacy.open(DISPLAY_NAME, row.getBytes("display_name_sealed")),
                roles(row.getArray("roles")),
                row.getString("state").equals("active"));
    }

    @Override
    public List<PersonalColumn> columns() {
        return List.of(DISPLAY_NAME);
    }

    Optional<StaffMember> find(MemberId id) {
        return sql.sql("""
                select member_id, display_name_sealed, roles, state
                  from staff.staff_member
                 where member_id = :id
                """).param("id", id.value()).query(person).optional();
    }

    /** Without the name, because every request of the desk asks. */
    Set<Role> activeRoles(MemberId id) {
        return sql.sql("""
                select roles
                  from staff.staff_member
                 where member_id = :id
                   and state = 'active'
                """)
                .param("id", id.value())
                .query((row, number) -> roles(row.getArray("roles")))
                .optional()
                .orElse(Set.of());
    }

    Optional<StaffMember> firstActiveOwner() {
        return sql.sql("""
                select member_id, display_name_sealed, roles, state
                  from staff.staff_member
                 where state = 'active'
                   and 'owner' = any (roles)
                 order by ready_at nulls last, created_at, member_id
                 limit 1
                """).query(person).optional();
    }

    boolean hasReadyOwner() {
        return sql.sql("""
                select exists (select 1
                                 from staff.staff_member
                                where 'owner' = any (roles)
                                  and ready_at is not null)
                """).query(Boolean.class).single();
    }

    /** Locks the owners, so that two disabled at once do not leave the newsroom without one. */
    List<MemberId> lockActiveOwners() {
        return sql.sql("""
                select member_id
                  from staff.staff_member
                 where state = 'active'
                   and 'owner' = any (roles)
                 order by member_id
                   for update
                """)
                .query((row, number) -> new MemberId(row.getObject("member_id", UUID.class)))
                .list();
    }

    void add(MemberId id, String name, Set<Role> roles, Instant now) {
        sql.sql("""
                insert into staff.staff_member (member_id, display_name_sealed, roles, created_at)
                values (:id, :name, cast(:roles as text[]), :now)
                on conflict (member_id) do update
                   set display_name_sealed = excluded.display_name_sealed,
                       roles = excluded.roles
                """)
                .param("id", id.value())
                .param("name", privacy.seal(DISPLAY_NAME, name))
                .param("roles", roles.stream().map(Role::key).sorted().collect(Collectors.joining(",", "{", "}")))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void markReady(MemberId id, Instant now) {
        sql.sql("""
                update staff.staff_member
                   set ready_at = :now
                 where member_id = :id
                   and ready_at is null
                """)
                .param("id", id.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A set-up that was begun with another address. */
    void dropUnready(MemberId id) {
        sql.sql("""
                delete from staff.staff_member
                 where member_id = :id
                   and ready_at is null
                """).param("id", id.value()).update();
    }

    boolean setActive(MemberId id, boolean active) {
        return sql.sql("""
                        update staff.staff_member
                           set state = :state
                         where member_id = :id
                           and state <> :state
                        """)
                        .param("id", id.value())
                        .param("state", active ? "active" : "disabled")
                        .update()
                == 1;
    }

    private static Set<Role> roles(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).map(Role::of).collect(Collectors.toUnmodifiableSet());
    }
}
