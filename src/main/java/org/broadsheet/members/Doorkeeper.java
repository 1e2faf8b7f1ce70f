package org.broadsheet.members;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.SiteCookies;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The browser's side of signing in: which browser asked, where its reader came from, and what happens when they are in. */
@Component
class Doorkeeper {
    private static final String COOKIE = "sign-in";
    private static final String PAYER = "payer";
    private static final Duration KEPT = Duration.ofMinutes(15);

    /** The browser that asked, and where it wants to go afterwards. */
    record Visit(Token browser, LocalPath to) {}

    private final SiteCookies cookies;
    private final Privacy privacy;
    private final MemberSessions sessions;
    private final ObjectProvider<SignInGreeting> greetings;

    Doorkeeper(
            SiteCookies cookies, Privacy privacy, MemberSessions sessions, ObjectProvider<SignInGreeting> greetings) {
        this.cookies = cookies;
        this.privacy = privacy;
        this.sessions = sessions;
        this.greetings = greetings;
    }

    /** A browser that asks twice stays the same browser, so that either mail works in it. */
    Token remember(LocalPath to, HttpServletRequest request, HttpServletResponse response) {
        var browser = visit(request).map(Visit::browser).orElseGet(Token::random);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookies.make(COOKIE, privacy.sign(COOKIE, browser.value() + " " + to.value()))
                        .maxAge(KEPT)
                        .build()
                        .toString());
        return browser;
    }

    Optional<Visit> visit(HttpServletRequest request) {
        return cookies.read(request, COOKIE)
                .flatMap(value -> privacy.verify(COOKIE, value))
                .map(text -> List.of(text.split(" ", 2)))
                .flatMap(parts -> Token.find(parts.getFirst())
                        .map(browser -> new Visit(
                                browser, LocalPath.find(parts.getLast()).orElse(LocalPath.ACCOUNT))));
    }

    Optional<Token> payer(HttpServletRequest request) {
        return cookies.read(request, PAYER).flatMap(Token::find);
    }

    /** Lets in, and tells where to. */
    LocalPath letIn(MemberId member, HttpServletRequest request, HttpServletResponse response) {
        var to = visit(request).map(Visit::to).orElse(LocalPath.ACCOUNT);
        sessions.open(member, SessionKind.READER, request, response);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookies.make(COOKIE, "").maxAge(Duration.ZERO).build().toString());
        greetings.orderedStream().forEach(each -> each.greet(member, request, response));
        return to;
    }
}
