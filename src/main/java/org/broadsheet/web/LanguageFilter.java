package org.broadsheet.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.publication.Newsroom;
import org.broadsheet.publication.Publication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the language off the front of the address, ahead of the security rules, so that they and the controllers know one path for
 * each page. The first language has no prefix, and machines have no language.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class LanguageFilter extends OncePerRequestFilter {
    private static final Set<String> MACHINES =
            Set.of("css", "js", "img", "fonts", "media", "webhooks", "appeal-views", "csp-reports", "error");

    private final Publication publication;

    LanguageFilter(Publication publication) {
        this.publication = publication;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        var newsroom = publication.newsroom();
        var language = prefixed(newsroom, path);
        request.setAttribute(Language.ATTRIBUTE, language.orElse(newsroom.firstLanguage()));
        chain.doFilter(language.isPresent() ? new Unprefixed(request, withoutPrefix(path)) : request, response);
    }

    private static Optional<Locale> prefixed(Newsroom newsroom, String path) {
        return newsroom.languages().stream()
                .filter(each -> !each.equals(newsroom.firstLanguage()))
                .filter(each ->
                        path.equals("/" + each.getLanguage()) || path.startsWith("/" + each.getLanguage() + "/"))
                .filter(each -> !MACHINES.contains(firstSegment(withoutPrefix(path))))
                .findFirst();
    }

    private static String withoutPrefix(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? "/" : path.substring(end);
    }

    private static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return path.substring(1, end < 0 ? path.length() : end);
    }

    private static final class Unprefixed extends HttpServletRequestWrapper {
        private final String path;

        Unprefixed(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public StringBuffer getRequestURL() {
            var whole = super.getRequestURL();
            whole.setLength(whole.length() - super.getRequestURI().length());
            return whole.append(path);
        }

        @Override
        public String getServletPath() {
            var whole = super.getServletPath();
            return whole.isEmpty() ? whole : withoutPrefix(whole);
        }
    }
}
