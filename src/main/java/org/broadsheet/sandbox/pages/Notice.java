package org.broadsheet.sandbox.pages;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** A page that says one thing. */
final class Notice {
    private Notice() {}

    static ModelAndView of(Words words, Locale locale, String key, HttpStatus status) {
        var page = new ModelAndView("notice")
                .addObject("heading", words.say(locale, key))
                .addObject("text", words.say(locale, key + ".text"))
                .addObject("link", null)
                .addObject("linkText", "");
        page.setStatus(status);
        return page;
    }
}
