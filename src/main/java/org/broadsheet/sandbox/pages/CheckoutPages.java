package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.checkout.CheckoutSetup;
import org.broadsheet.sandbox.engine.checkout.SessionSums;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** A checkout session as a page: the form, or a word on why there is none. */
class CheckoutPages {
    private final Words words;

    CheckoutPages(Words words) {
        this.words = words;
    }

    static @Nullable Doc session(Step step, String id) {
        var session = step.find(id);
        return session == null || !session.is("object", "checkout.session") ? null : session;
    }

    /** The session as it is, with a mistake perhaps that somebody has made in it. */
    ModelAndView show(
            Step step,
            String id,
            Map<String, String> mistakes,
            HttpServletRequest request,
            HttpServletResponse response) {
        var session = session(step, id);
        if (session == null) return unknown(request);
        if (!isOpen(step, session)) return over(session, request);

        var view = view(step, session, request);
        var last = lastAttempt(step, session, view);
        return form(view, mistakes.isEmpty() ? last : new CheckoutAttempt(last.values(), mistakes, null), response);
    }

    static boolean isOpen(Step step, Doc session) {
        return session.is("status", "open") && session.number("expires_at") > step.now();
    }

    CheckoutView view(Step step, Doc session, HttpServletRequest request) {
        if (session.is("status", "open") && !session.is("mode", "setup")) SessionSums.draw(step, session);
        return CheckoutView.of(step, session, words, locale(session, request));
    }

    /** Who comes back from a question of the bank sees what has become of it. */
    private static CheckoutAttempt lastAttempt(Step step, Doc session, CheckoutView view) {
        var payment = step.find(session.hidden().find("payment_intent"));
        var intent = payment == null ? CheckoutSetup.intent(step, session) : payment;
        var error =
                intent == null ? null : intent.findObject(payment == null ? "last_setup_error" : "last_payment_error");
        var fresh = new CheckoutAttempt(CheckoutPrefill.of(step, session, view), Map.of(), null);
        return error == null ? fresh : fresh.refused(view.decline(error.text("code"), error.find("decline_code")));
    }

    ModelAndView form(CheckoutView view, CheckoutAttempt attempt, HttpServletResponse response) {
        Security.allowFormTarget(response, view.successUrl());
        var page = new ModelAndView("checkout")
                .addObject("view", view)
                .addObject("attempt", attempt)
                .addObject("accounts", AccountHelp.of(view.ways(), words, view.locale()))
                .addObject("cards", CardHelp.all(words, view.locale()));
        if (attempt.wrong()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    ModelAndView over(Doc session, HttpServletRequest request) {
        var locale = locale(session, request);
        var done = session.is("status", "complete");
        var key = done ? "checkout.done" : "checkout.expired";
        return Notice.of(words, locale, key, done ? HttpStatus.OK : HttpStatus.GONE)
                .addObject("link", done ? success(session) : session.find("cancel_url"))
                .addObject("linkText", words.say(locale, key + ".go"));
    }

    ModelAndView unknown(HttpServletRequest request) {
        return Notice.of(words, SpokenLocale.of(request.getLocale()), "checkout.unknown", HttpStatus.NOT_FOUND);
    }

    /** The page speaks the session's language, whatever the browser's is. */
    static Locale locale(Doc session, HttpServletRequest request) {
        var wish = session.maybe("locale").orElse("auto");
        var locale = SpokenLocale.of(wish.equals("auto") ? request.getLocale() : Locale.forLanguageTag(wish));
        SpokenLocale.decide(request, locale);
        return locale;
    }

    static String success(Doc session) {
        return session.text("success_url").replace("{CHECKOUT_SESSION_ID}", session.id());
    }
}
