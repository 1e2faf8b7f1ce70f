package org.broadsheet.publication;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Who publishes. The first language has no prefix in addresses; days and months are those of {@code zone}.
 *
 * @param instance names this installation in everything that it makes at Stripe, so that a copy never touches another's objects
 * @param address where readers find the site, without a slash at the end
 */
public record Newsroom(
        UUID instance, URI address, ZoneId zone, List<Locale> languages, Map<Locale, Imprint> imprints, String editor) {

    /** What the newsroom calls itself in one language. */
    public record Imprint(String name, String tagline, String publisher) {}

    public Locale firstLanguage() {
        return languages.getFirst();
    }

    public Imprint imprint(Locale language) {
        var own = imprints.get(language);
        return own != null ? own : java.util.Objects.requireNonNull(imprints.get(firstLanguage()), "imprint");
    }

    public String name(Locale language) {
        return imprint(language).name();
    }

    /** The language itself when we publish in it, else the first one. */
    public Locale nearest(Locale wanted) {
        return languages.stream()
                .filter(each -> each.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(firstLanguage());
    }

    /** An address of ours that works in a mail. */
    public URI absolute(Locale language, String path) {
        return URI.create(address + localPath(language, path));
    }

    /** The path with the language's prefix, if it has one. */
    public String localPath(Locale language, String path) {
        if (language.equals(firstLanguage())) {
            return path;
        }
        return "/" + language.getLanguage() + (path.equals("/") ? "" : path);
    }
}
