package org.broadsheet.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.MemberSessions;
import org.broadsheet.members.SessionKind;
import org.broadsheet.members.SignInGreeting;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Lets staff in, and out. */
@Component
class Entrance {
    private final MemberSessions sessions;
    private final ObjectProvider<SignInGreeting> greetings;
    private final AuditTrail audit;

    Entrance(MemberSessions sessions, ObjectProvider<SignInGreeting> greetings, AuditTrail audit) {
        this.sessions = sessions;
        this.greetings = greetings;
        this.audit = audit;
    }

    void openDesk(MemberId member, HttpServletRequest request, HttpServletResponse response) {
        sessions.open(member, SessionKind.STAFF, request, response);
        greetings.orderedStream().forEach(each -> each.greet(member, request, response));
    }

    /** As far as the registration of a passkey, and no step further. */
    void openSetup(MemberId member, HttpServletRequest request, HttpServletResponse response) {
        sessions.open(member, SessionKind.SETUP, request, response);
    }

    void leave(MemberId member, HttpServletRequest request, HttpServletResponse response) {
        audit.recordOf(member, "signed-out", "");
        sessions.close(request, response);
    }
}
