package org.broadsheet.members;

import java.util.Set;

/** What a member may do beyond their own account. Asked on every request, so that what is taken away is gone at once. */
@FunctionalInterface
public interface MemberRoles {
    /** Authorities ({@code ROLE_…}); empty for somebody who is no member of staff. */
    Set<String> of(MemberId member);
}
