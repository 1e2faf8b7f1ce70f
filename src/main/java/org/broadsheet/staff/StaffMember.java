package org.broadsheet.staff;

import java.util.Set;
import org.broadsheet.members.MemberId;

/** Somebody who works here, as colleagues see them. */
public record StaffMember(MemberId id, String name, Set<Role> roles, boolean active) {
    public boolean may(Role role) {
        return active && Role.implied(roles).contains(role);
    }

    @Override
    public String toString() {
        return "StaffMember[" + id.value() + "]";
    }
}
