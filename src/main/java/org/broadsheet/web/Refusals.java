package org.broadsheet.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.broadsheet.members.LocalPath;
import org.broadsheet.members.MemberSessions;
import org.broadsheet.publication.Publication;
import org.broadsheet.staff.Staff;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** What somebody sees who may not: the door where they can prove who they are, or nothing at all. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final Publication publication;
    private final Language language;
    private final Staff staff;

    Refusals(Publication publication, Language language, Staff staff) {
        this.publication = publication;
        this.language = language;
        this.staff = staff;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        var path = request.getRequestURI();
        if (isDesk(path)) {
            redirect("/desk/sign-in", request, response);
        } else {
            var back = "GET".equals(request.getMethod()) ? LocalPath.find(path) : java.util.Optional.<LocalPath>empty();
            redirect("/sign-in" + back.map(to -> "?to=" + to.value()).orElse(""), request, response);
        }
    }

    /** For somebody without a role the desk does not exist. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        if (refused instanceof CsrfException) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (holds(MemberSessions.SETUP)) {
            redirect("/desk/setup/passkey", request, response);
        } else if (isDesk(request.getRequestURI()) && staff.signedInAsReader()) {
            redirect("/desk/sign-in", request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void redirect(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(publication.newsroom().localPath(language.resolveLocale(request), path));
    }

    private static boolean isDesk(String path) {
        return path.equals("/desk") || path.startsWith("/desk/");
    }

    private static boolean holds(String authority) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream().anyMatch(each -> authority.equals(each.getAuthority()));
    }
}
