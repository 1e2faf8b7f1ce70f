package org.broadsheet.staff;

import java.util.Set;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.MemberRoles;
import org.springframework.stereotype.Component;

/** Read on every request of a staff session, so that a role that is taken away is gone with the next click. */
@Component
class StaffRoles implements MemberRoles {
    private final StaffStore people;

    StaffRoles(StaffStore people) {
        this.people = people;
    }

    @Override
    public Set<String> of(MemberId member) {
        return Role.authorities(people.activeRoles(member));
    }
}
