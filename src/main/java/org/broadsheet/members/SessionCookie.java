package org.broadsheet.members;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.publication.SiteCookies;
import org.springframework.http.HttpHeaders;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;

/** Carries the session's id with a signature, so that an id out of a stolen database opens nothing. */
@Component
class SessionCookie implements HttpSessionIdResolver {
    static final String NAME = "session";
    static final String KEPT = SessionCookie.class.getName() + ".kept";
    private static final String PURPOSE = "session";

    private final SiteCookies cookies;
    private final Privacy privacy;

    SessionCookie(SiteCookies cookies, Privacy privacy) {
        this.cookies = cookies;
        this.privacy = privacy;
    }

    boolean isPresent(HttpServletRequest request) {
        return cookies.read(request, NAME).isPresent();
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return cookies.read(request, NAME)
                .flatMap(value -> privacy.verify(PURPOSE, value))
                .map(List::of)
                .orElse(List.of());
    }

    /** Readers stay signed in when they close the browser; staff do not. */
    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        var cookie = cookies.make(NAME, privacy.sign(PURPOSE, sessionId));
        if (request.getAttribute(KEPT) instanceof Duration kept) {
            cookie.maxAge(kept);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookies.make(NAME, "").maxAge(Duration.ZERO).build().toString());
    }
}
