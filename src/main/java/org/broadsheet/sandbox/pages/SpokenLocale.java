package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;

/** English or Russian: what the page has decided on, else what the browser prefers. */
final class SpokenLocale implements LocaleResolver {
    private static final String DECIDED = SpokenLocale.class.getName();
    private static final Locale RUSSIAN = Locale.of("ru");

    static Locale of(Locale wish) {
        return wish.getLanguage().equals("ru") ? RUSSIAN : Locale.US;
    }

    static void decide(HttpServletRequest request, Locale locale) {
        request.setAttribute(DECIDED, locale);
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return request.getAttribute(DECIDED) instanceof Locale decided ? decided : of(request.getLocale());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (locale != null) decide(request, locale);
    }
}
