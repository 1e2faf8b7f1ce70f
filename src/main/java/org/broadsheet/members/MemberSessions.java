package org.broadsheet.members;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Who is signed in. Only somebody who proved who they are ever gets a session; other readers leave no trace. */
@Component
public class MemberSessions implements SecurityContextRepository {
    public static final String MEMBER = "ROLE_MEMBER";
    public static final String SETUP = "ROLE_SETUP";

    private static final String FACTS = "who";

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SessionCookie cookie;
    private final MemberStore members;
    private final ObjectProvider<MemberRoles> roles;
    private final ObjectProvider<CsrfTokenRepository> csrf;
    private final ApplicationEventPublisher events;
    private final Clock wall;

    MemberSessions(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            SessionCookie cookie,
            MemberStore members,
            ObjectProvider<MemberRoles> roles,
            ObjectProvider<CsrfTokenRepository> csrf,
            ApplicationEventPublisher events,
            @Qualifier("wall") Clock wall) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.members = members;
        this.roles = roles;
        this.csrf = csrf;
        this.events = events;
        this.wall = wall;
    }

    /** Signs in: whatever session the browser had ends, and the new one has a new id. */
    public void open(MemberId member, SessionKind kind, HttpServletRequest request, HttpServletResponse response) {
        end(request);
        var facts = new SessionFacts(member, kind, wall.instant());
        if (kind == SessionKind.READER) {
            request.setAttribute(SessionCookie.KEPT, kind.absolute());
        }
        var session = request.getSession(true);
        session.setMaxInactiveInterval((int) kind.idle().toSeconds());
        session.setAttribute(FACTS, facts.write());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                member.value().toString());
        SecurityContextHolder.setContext(contextOf(facts));
        csrf.ifAvailable(tokens -> tokens.saveToken(null, request, response));
    }

    public void close(HttpServletRequest request, HttpServletResponse response) {
        end(request);
        SecurityContextHolder.clearContext();
        csrf.ifAvailable(tokens -> tokens.saveToken(null, request, response));
    }

    /** On every device, this one included; what is sent with an old cookie from now on is anonymous. */
    public void closeAll(MemberId member) {
        sessions.findByPrincipalName(member.value().toString()).keySet().forEach(sessions::deleteById);
        events.publishEvent(new SignedOutEverywhere(member));
    }

    List<OpenSession> of(MemberId member, HttpServletRequest request) {
        var here = request.getSession(false);
        var now = wall.instant();
        var open = new ArrayList<OpenSession>();
        sessions.findByPrincipalName(member.value().toString())
                .forEach((id, session) -> SessionFacts.read(session.getAttribute(FACTS))
                        .filter(facts -> !facts.isOver(now) && !session.isExpired())
                        .ifPresent(facts -> open.add(new OpenSession(
                                facts.signedInAt(),
                                session.getLastAccessedTime(),
                                here != null && here.getId().equals(id)))));
        open.sort(Comparator.comparing(OpenSession::lastSeenAt).reversed());
        return open;
    }

    /** When the person before the screen last proved who they are; empty for somebody who is not signed in. */
    public Optional<Instant> provedAt() {
        return current().map(SessionFacts::signedInAt);
    }

    /** A dead cookie would keep its reader off the cached pages for as long as the browser keeps it. */
    public void dropDeadCookie(HttpServletRequest request, HttpServletResponse response) {
        if (cookie.isPresent(request) && current().isEmpty()) {
            cookie.expireSession(request, response);
        }
    }

    static Optional<SessionFacts> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedInMember member
                ? Optional.of(member.facts())
                : Optional.empty();
    }

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        var request = holder.getRequest();
        if (!cookie.isPresent(request)) {
            return SecurityContextHolder.createEmptyContext();
        }
        var session = request.getSession(false);
        var facts = session == null
                ? Optional.<SessionFacts>empty()
                : SessionFacts.read(session.getAttribute(FACTS)).filter(this::holds);
        if (facts.isEmpty()) {
            end(request);
            return SecurityContextHolder.createEmptyContext();
        }
        return contextOf(facts.get());
    }

    private boolean holds(SessionFacts facts) {
        return !facts.isOver(wall.instant()) && members.isActive(facts.member());
    }

    private SecurityContext contextOf(SessionFacts facts) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedInMember(facts, authorities(facts)));
        return context;
    }

    private List<GrantedAuthority> authorities(SessionFacts facts) {
        var names = new ArrayList<String>();
        switch (facts.kind()) {
            case SETUP -> names.add(SETUP);
            case READER -> names.add(MEMBER);
            case STAFF -> {
                names.add(MEMBER);
                roles.orderedStream().forEach(each -> names.addAll(each.of(facts.member())));
            }
        }
        return names.stream().<GrantedAuthority>map(SimpleGrantedAuthority::new).toList();
    }

    private static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Sessions are opened by {@link #open} alone. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return cookie.isPresent(request);
    }
}
