package org.broadsheet.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.broadsheet.publication.SecurityHeaders;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the security headers on every answer before anybody can write one: pages, files, redirects, refusals and failures. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HeadersFilter extends OncePerRequestFilter {
    /** Addresses that are keys: not even their origin goes along when a reader follows a link from there. */
    private static final Pattern KEYS = Pattern.compile(
            "(?:/[a-z]{2})?/(?:sign-in|claim|support/thanks|manage|unsubscribe|reminders|gift|preview|desk/setup)/.+");

    private final SecurityHeaders headers;

    HeadersFilter(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean key = KEYS.matcher(request.getRequestURI()).matches();
        headers.all().forEach((name, value) -> {
            if (!response.containsHeader(name)) {
                response.setHeader(name, key && name.equals("Referrer-Policy") ? "no-referrer" : value);
            }
        });
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
