package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.broadsheet.sandbox.engine.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** A rule that says no to somebody on a hosted page is a page as well, and nothing has happened. */
@ControllerAdvice(basePackageClasses = PageProblems.class)
class PageProblems {
    /** While time passes on a test clock, nobody can change what lives on it. */
    static final int COME_AGAIN = 429;

    private final Words words;

    PageProblems(Words words) {
        this.words = words;
    }

    @ExceptionHandler
    ModelAndView tell(Problem problem, HttpServletRequest request) {
        var locale = new SpokenLocale().resolveLocale(request);
        if (problem.status() == COME_AGAIN) return Notice.of(words, locale, "busy", HttpStatus.TOO_MANY_REQUESTS);
        var page = new ModelAndView("notice")
                .addObject("heading", words.say(locale, "error.title"))
                .addObject("text", problem.message())
                .addObject("link", null)
                .addObject("linkText", "");
        page.setStatus(HttpStatusCode.valueOf(problem.status()));
        return page;
    }
}
