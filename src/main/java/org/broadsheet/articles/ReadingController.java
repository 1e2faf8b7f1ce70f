package org.broadsheet.articles;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.broadsheet.publication.MemberNotice;
import org.broadsheet.publication.Notice;
import org.broadsheet.publication.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The same pages as in the cache, made for one person who is signed in; and the answer for addresses at which there is nothing. */
@Controller
class ReadingController {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final PressRoom press;
    private final Publication publication;
    private final ObjectProvider<AudienceCheck> audiences;
    private final ObjectProvider<MemberNotice> notices;

    ReadingController(
            PressRoom press,
            Publication publication,
            ObjectProvider<AudienceCheck> audiences,
            ObjectProvider<MemberNotice> notices) {
        this.press = press;
        this.publication = publication;
        this.audiences = audiences;
        this.notices = notices;
    }

    @GetMapping("/")
    ResponseEntity<String> front(Locale locale, HttpServletRequest request) {
        return print(PageAddress.Kind.FRONT, "", null, locale, request);
    }

    @GetMapping("/articles/{slug:[a-z0-9-]{1,120}}")
    ResponseEntity<String> article(@PathVariable String slug, Locale locale, HttpServletRequest request) {
        return print(PageAddress.Kind.ARTICLE, slug, null, locale, request);
    }

    @GetMapping("/sections/{slug:[a-z0-9-]{1,120}}")
    ResponseEntity<String> section(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String page,
            Locale locale,
            HttpServletRequest request) {
        return print(PageAddress.Kind.SECTION, slug, page, locale, request);
    }

    @GetMapping("/topics/{slug:[a-z0-9-]{1,120}}")
    ResponseEntity<String> topic(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String page,
            Locale locale,
            HttpServletRequest request) {
        return print(PageAddress.Kind.TOPIC, slug, page, locale, request);
    }

    @GetMapping("/authors/{slug:[a-z0-9-]{1,120}}")
    ResponseEntity<String> author(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String page,
            Locale locale,
            HttpServletRequest request) {
        return print(PageAddress.Kind.AUTHOR, slug, page, locale, request);
    }

    /** Pictures that exist were served before this. */
    @GetMapping("/media/{hash}/{name}")
    void noPicture(@PathVariable String hash, @PathVariable String name) {
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private ResponseEntity<String> print(
            PageAddress.Kind kind, String slug, @Nullable String page, Locale locale, HttpServletRequest request) {
        var language = publication.newsroom().nearest(locale);
        var address = PageAddress.of(language, kind, slug, page);
        return press.print(address, audienceOf(request), request.getUserPrincipal() != null, notice(language))
                .map(printed -> ResponseEntity.ok()
                        .contentType(HTML)
                        .cacheControl(CacheControl.noStore())
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                        .body(printed.html()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private @Nullable Notice notice(Locale language) {
        return notices.orderedStream()
                .flatMap(each -> each.forWhoIsSignedIn(language).stream())
                .findFirst()
                .orElse(null);
    }

    private Audience audienceOf(HttpServletRequest request) {
        boolean supports = audiences.stream().anyMatch(each -> each.audienceOf(request) == Audience.SUPPORTER);
        return supports ? Audience.SUPPORTER : Audience.READER;
    }
}
