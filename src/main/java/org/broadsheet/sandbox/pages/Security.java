package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.web.servlet.HandlerInterceptor;

/** Headers for every page, and no for a form that another site sends. */
final class Security implements HandlerInterceptor {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        if (!request.getRequestURI().startsWith("/_sandbox/static/")) response.setHeader("Cache-Control", "no-store");
        if (request.getMethod().equals("POST") && comesFromElsewhere(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return false;
        }
        return true;
    }

    /** A browser says where a form was; a tool says nothing and is let in. */
    private static boolean comesFromElsewhere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) return !site.equals("same-origin") && !site.equals("none");
        var origin = request.getHeader("Origin");
        return origin != null && !origin.equals("http://" + request.getHeader("Host"));
    }

    /** Browsers hold the redirect after a form to form-action, too. */
    static void allowFormTarget(HttpServletResponse response, String url) {
        var target = URI.create(url.replaceAll("[{}]", ""));
        response.setHeader(
                "Content-Security-Policy", POLICY + " " + target.getScheme() + "://" + target.getRawAuthority());
    }
}
