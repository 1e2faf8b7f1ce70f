package org.broadsheet.articles;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.publication.Newsroom;
import org.jspecify.annotations.Nullable;

/** Which page a reader asked for. Equal addresses are the same bytes, whatever else stood in the request. */
record PageAddress(Locale language, Kind kind, String slug, int page) {
    static final int LAST_PAGE = 500;

    private static final Pattern PATH =
            Pattern.compile("/(articles|sections|topics|authors)/([a-z0-9]+(?:-[a-z0-9]+)*)");

    enum Kind {
        FRONT,
        ARTICLE,
        SECTION,
        TOPIC,
        AUTHOR;

        boolean hasPages() {
            return this == SECTION || this == TOPIC || this == AUTHOR;
        }
    }

    static PageAddress front(Locale language) {
        return new PageAddress(language, Kind.FRONT, "", 1);
    }

    /** @param page what stood in the query, if anything did */
    static PageAddress of(Locale language, Kind kind, String slug, @Nullable String page) {
        return new PageAddress(language, kind, slug, kind.hasPages() ? number(page) : 1);
    }

    /** A path as the browser sent it, with its language's prefix. Empty for whatever is not ours. */
    static Optional<PageAddress> parse(Newsroom newsroom, String path, @Nullable String page) {
        var language = newsroom.firstLanguage();
        var rest = path;
        for (var each : newsroom.languages()) {
            var prefix = "/" + each.getLanguage();
            if (!each.equals(newsroom.firstLanguage()) && (path.equals(prefix) || path.startsWith(prefix + "/"))) {
                language = each;
                rest = path.substring(prefix.length());
            }
        }
        boolean prefixed = !language.equals(newsroom.firstLanguage());
        if (rest.equals(prefixed ? "" : "/")) {
            return Optional.of(front(language));
        }
        var found = PATH.matcher(rest);
        if (!found.matches() || found.group(2).length() > 120) {
            return Optional.empty();
        }
        var kind = switch (found.group(1)) {
            case "articles" -> Kind.ARTICLE;
            case "sections" -> Kind.SECTION;
            case "topics" -> Kind.TOPIC;
            default -> Kind.AUTHOR;
        };
        return Optional.of(of(language, kind, found.group(2), page));
    }

    /** Without the language's prefix and the page. */
    String path() {
        return switch (kind) {
            case FRONT -> "/";
            case ARTICLE -> "/articles/" + slug;
            case SECTION -> "/sections/" + slug;
            case TOPIC -> "/topics/" + slug;
            case AUTHOR -> "/authors/" + slug;
        };
    }

    private static int number(@Nullable String page) {
        if (page == null || !page.matches("[1-9][0-9]{0,3}")) {
            return 1;
        }
        return Math.min(LAST_PAGE + 1, Integer.parseInt(page));
    }
}
