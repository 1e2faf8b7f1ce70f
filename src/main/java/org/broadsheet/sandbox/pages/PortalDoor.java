package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.function.Function;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Secrets;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.portal.PortalSessions;
import org.broadsheet.sandbox.store.Works;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** Lets whoever has the address into the portal while the session lasts, and to one page only when it is about one. */
final class PortalDoor {
    private static final String ADDRESS = "/p/session/";

    private final Works works;
    private final Words words;

    PortalDoor(Works works, Words words) {
        this.works = works;
        this.words = words;
    }

    ModelAndView open(
            String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<Visit, ModelAndView> page) {
        var id = Secrets.id("bps_", token);
        var account = works.ownerOf(id, "billing_portal.session");
        if (account.isEmpty()) return unknown(request);
        try {
            return works.change(account.get(), Cause.NONE, step -> {
                var session = step.find(id);
                if (session == null || !session.is("object", "billing_portal.session")) return unknown(request);
                if (!Secrets.opens(token, session)) return unknown(request);
                return enter(step, session, token, request, response, page);
            });
        } catch (Problem refused) {
            if (refused.status() == 402 || refused.status() == PageProblems.COME_AGAIN) throw refused;
            return refused.status() == 404 ? unknown(request) : refused(request, token);
        }
    }

    private ModelAndView enter(
            Step step,
            Doc session,
            String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<Visit, ModelAndView> page) {
        var customer = step.need(session.text("customer"));
        var locale = locale(session, customer, request);
        SpokenLocale.decide(request, locale);
        if (!PortalSessions.isOpen(step, session) || customer.is("deleted"))
            return Notice.of(words, locale, "portal.expired", HttpStatus.GONE)
                    .addObject("link", session.find("return_url"))
                    .addObject("linkText", words.say(locale, "portal.return"));

        PortalSessions.seen(step, session);
        var configuration = step.need(session.text("configuration"));
        var visit = new Visit(step, session, configuration, customer, ADDRESS + token, locale);
        if (visit.inFlow() && !request.getRequestURI().startsWith(visit.flowPath()))
            return Visit.seeOther(visit.flowPath());
        if (session.is("flow.after_completion.type", "redirect"))
            Security.allowFormTarget(response, session.text("flow.after_completion.redirect.return_url"));
        return page.apply(visit);
    }

    /** The session's language, else the customer's, else the browser's. */
    private static Locale locale(Doc session, Doc customer, HttpServletRequest request) {
        var chosen = session.maybe("locale").filter(locale -> !locale.equals("auto"));
        var preferred = customer.texts("preferred_locales").stream().findFirst();
        return SpokenLocale.of(
                chosen.or(() -> preferred).map(Locale::forLanguageTag).orElse(request.getLocale()));
    }

    ModelAndView unknown(HttpServletRequest request) {
        return Notice.of(words, decided(request), "portal.unknown", HttpStatus.NOT_FOUND);
    }

    /** The page was old: somebody has done the same meanwhile, here or elsewhere. */
    private ModelAndView refused(HttpServletRequest request, String token) {
        var locale = decided(request);
        return Notice.of(words, locale, "portal.refused", HttpStatus.CONFLICT)
                .addObject("link", ADDRESS + token)
                .addObject("linkText", words.say(locale, "portal.back"));
    }

    private static Locale decided(HttpServletRequest request) {
        return new SpokenLocale().resolveLocale(request);
    }
}
