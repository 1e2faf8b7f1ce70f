package org.broadsheet.publication;

import java.util.List;
import java.util.Locale;

/**
 * What every template may ask, as {@code site}: who publishes, in which language this page is, and where things are. The same for
 * a page that is rendered once into cached bytes and for one that is rendered for a member.
 */
public record Site(Newsroom newsroom, Locale locale, Assets assets) {

    public String name() {
        return newsroom.name(locale);
    }

    public Newsroom.Imprint imprint() {
        return newsroom.imprint(locale);
    }

    public String lang() {
        return locale.getLanguage();
    }

    /** A path of ours in this page's language. */
    public String to(String path) {
        return newsroom.localPath(locale, path);
    }

    public String in(Locale language, String path) {
        return newsroom.localPath(language, path);
    }

    public String absolute(String path) {
        return newsroom.absolute(locale, path).toString();
    }

    public String asset(String path) {
        return assets.url(path);
    }

    public List<Locale> languages() {
        return newsroom.languages();
    }

    /** The language's own name: English, русский. */
    public String nameOf(Locale language) {
        var name = language.getDisplayLanguage(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }
}
