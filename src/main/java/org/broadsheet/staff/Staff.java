package org.broadsheet.staff;

import java.net.URI;
import java.util.Optional;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.MemberSessions;
import org.broadsheet.members.Members;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who works here, and who of them is before the screen. */
@Service
public class Staff {
    private final StaffStore people;
    private final SetupLinks links;
    private final Members members;
    private final MemberSessions sessions;
    private final AuditTrail audit;

    Staff(StaffStore people, SetupLinks links, Members members, MemberSessions sessions, AuditTrail audit) {
        this.people = people;
        this.links = links;
        this.members = members;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Empty also for staff who came in as readers: a link in a mailbox opens no desk. */
    public Optional<StaffMember> current() {
        return isAtTheDesk() ? members.signedIn().flatMap(people::find).filter(StaffMember::active) : Optional.empty();
    }

    /** Whether the person before the screen works here but has not proved it with a passkey. */
    public boolean signedInAsReader() {
        return !isAtTheDesk()
                && members.signedIn()
                        .map(people::activeRoles)
                        .filter(roles -> !roles.isEmpty())
                        .isPresent();
    }

    public Optional<StaffMember> find(MemberId id) {
        return people.find(id);
    }

    /** A new way in for the first owner; the ones before it end. */
    public URI newSetupLink() {
        return links.make();
    }

    /**
     * Shows somebody out, on every device at once.
     *
     * @throws IllegalStateException for the last owner: nobody could ever let somebody in again
     */
    @Transactional
    public void disable(MemberId id) {
        var owners = people.lockActiveOwners();
        if (owners.size() == 1 && owners.contains(id)) {
            throw new IllegalStateException("The last owner stays");
        }
        if (people.setActive(id, false)) {
            sessions.closeAll(id);
            audit.record("staff.disabled", "member", id.value().toString(), "");
        }
    }

    @Transactional
    public void enable(MemberId id) {
        if (people.setActive(id, true)) {
            audit.record("staff.enabled", "member", id.value().toString(), "");
        }
    }

    private static boolean isAtTheDesk() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(each -> StaffSecurity.ANY_ROLE.contains(each.getAuthority()));
    }
}
