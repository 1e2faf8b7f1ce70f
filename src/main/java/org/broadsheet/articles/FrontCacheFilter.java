package org.broadsheet.articles;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.SecurityHeaders;
import org.broadsheet.publication.SiteCookies;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves pages and pictures from memory, ahead of session, security and MVC: no cookie is set, no session made, no form parsed. Requests
 * with a session go on to {@link ReadingController}, as do addresses at which there is nothing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class FrontCacheFilter extends OncePerRequestFilter {
    static final String SESSION = "session";

    private static final String READERS = "public, max-age=60, stale-while-revalidate=60, stale-if-error=86400";
    private static final String SUPPORTERS = "private, no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final Pattern MEDIA = Pattern.compile("/media/([0-9a-f]{64})/([a-z0-9-]{1,80}\\.[a-z]{3,4})");
    private static final Pattern PAGE = Pattern.compile("(?:^|&)page=([0-9]{1,6})(?:&|$)");

    private final PageCache pages;
    private final PictureCache pictures;
    private final Publication publication;
    private final SecurityHeaders headers;
    private final SiteCookies cookies;
    private final ObjectProvider<AudienceCheck> audiences;

    FrontCacheFilter(
            PageCache pages,
            PictureCache pictures,
            Publication publication,
            SecurityHeaders headers,
            SiteCookies cookies,
            ObjectProvider<AudienceCheck> audiences) {
        this.pages = pages;
        this.pictures = pictures;
        this.publication = publication;
        this.headers = headers;
        this.cookies = cookies;
        this.audiences = audiences;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (path.startsWith("/media/")) {
            var picture = picture(path);
            if (picture.isPresent()) {
                response.setHeader("Cache-Control", FOR_EVER);
                send(picture.get(), request, response, "Accept-Encoding");
                return;
            }
        } else if (cookies.read(request, SESSION).isEmpty()) {
            var address = PageAddress.parse(publication.newsroom(), path, pageNumber(request.getQueryString()));
            if (address.isPresent() && serve(address.get(), request, response)) {
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private boolean serve(PageAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var audience = audienceOf(request);
        var page = pages.find(address, audience);
        if (page.isEmpty()) {
            return false;
        }
        response.setHeader("Cache-Control", audience == Audience.READER ? READERS : SUPPORTERS);
        response.setHeader("Content-Language", address.language().getLanguage());
        response.setHeader("Surrogate-Key", page.get().surrogateKey());
        send(page.get(), request, response, "Accept-Encoding, Cookie");
        return true;
    }

    private Audience audienceOf(HttpServletRequest request) {
        boolean supports = audiences.stream().anyMatch(each -> each.audienceOf(request) == Audience.SUPPORTER);
        return supports ? Audience.SUPPORTER : Audience.READER;
    }

    private Optional<CachedPage> picture(String path) {
        var media = MEDIA.matcher(path);
        return media.matches() ? pictures.find(media.group(1), media.group(2)) : Optional.empty();
    }

    private void send(CachedPage page, HttpServletRequest request, HttpServletResponse response, String vary)
            throws IOException {
        headers.all().forEach(response::setHeader);
        if (page.type().equals(PictureCache.SVG)) {
            response.setHeader("Content-Security-Policy", PictureCache.DRAWINGS_ONLY);
        }
        response.setHeader("Vary", vary);
        boolean packed = page.gzip().length > 0 && acceptsGzip(request.getHeader("Accept-Encoding"));
        response.setHeader("ETag", packed ? page.gzipTag() : page.tag());
        if (matches(request.getHeader("If-None-Match"), page)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var bytes = packed ? page.gzip() : page.identity();
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(page.type());
        response.setContentLength(bytes.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(bytes);
        }
    }

    /** By hand: asking for a parameter would make the container read the body and decide on an encoding. */
    static @Nullable String pageNumber(@Nullable String query) {
        if (query == null) {
            return null;
        }
        var found = PAGE.matcher(query);
        return found.find() ? found.group(1) : null;
    }

    static boolean acceptsGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        return Arrays.stream(accepted.split(","))
                .map(String::strip)
                .anyMatch(each -> each.matches("(?i)(?:x-)?gzip\\s*(?:;\\s*q=(?:1(?:\\.0*)?|0?\\.0*[1-9][0-9]*))?"));
    }

    /** Either encoding will do: what the reader holds is this page. */
    private static boolean matches(@Nullable String held, CachedPage page) {
        if (held == null) {
            return false;
        }
        return Arrays.stream(held.split(","))
                .map(each -> each.strip().replaceFirst("^W/", ""))
                .anyMatch(each -> each.equals("*") || each.equals(page.tag()) || each.equals(page.gzipTag()));
    }
}
