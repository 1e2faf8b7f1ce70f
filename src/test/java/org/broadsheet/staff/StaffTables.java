package org.broadsheet.staff;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.privacy.EmailAddress;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The staff tables in the hands of somebody who may do everything: the owner of the database. */
@TestComponent
class StaffTables {
    private final StaffStore people;
    private final Members members;
    private final JdbcClient owner;

    StaffTables(StaffStore people, Members members, Environment environment) {
        this.people = people;
        this.members = members;
        this.owner = JdbcClient.create(
                new DriverManagerDataSource(environment.getRequiredProperty("broadsheet.test.owner-url")));
    }

    JdbcClient asOwner() {
        return owner;
    }

    void clear() {
        owner.sql("truncate staff.staff_member, staff.setup_link, staff.recovery_code, staff.audit_entry,"
                        + " staff.spent_challenge, public.user_entities, public.user_credentials cascade")
                .update();
    }

    MemberId add(String name, Role... roles) {
        var member = members.memberFor(
                new EmailAddress(name.toLowerCase(Locale.ROOT) + "@meridian.example"), name, Locale.ENGLISH);
        people.add(member, name, Set.of(roles), Instant.parse("2026-11-23T06:51:00Z"));
        return member;
    }
}
