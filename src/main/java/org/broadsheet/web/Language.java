package org.broadsheet.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.broadsheet.publication.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** The language of a page is that of its address, and of nothing else: no header and no cookie changes it. */
@Component("localeResolver")
class Language implements LocaleResolver {
    static final String ATTRIBUTE = Language.class.getName();

    private final Publication publication;

    Language(Publication publication) {
        this.publication = publication;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Locale locale
                ? locale
                : publication.newsroom().firstLanguage();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The address says the language");
    }
}
