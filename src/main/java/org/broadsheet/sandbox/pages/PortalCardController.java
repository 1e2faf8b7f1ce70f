package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.portal.PortalCards;
import org.broadsheet.sandbox.engine.portal.PortalCards.Outcome;
import org.broadsheet.sandbox.engine.portal.PortalSubscriptions;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The portal's page for a new card, and the way back from its bank. */
@Controller
@RequestMapping("/p/session/{token}/payment-method")
class PortalCardController {
    private final PortalDoor door;
    private final Words words;

    PortalCardController(PortalDoor door, Words words) {
        this.door = door;
        this.words = words;
    }

    @GetMapping
    ModelAndView show(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return door.open(token, request, response, visit -> form(visit, CardEntry.Shown.EMPTY));
    }

    @PostMapping
    ModelAndView change(
            @PathVariable String token, CardEntry card, HttpServletRequest request, HttpServletResponse response) {
        return door.open(token, request, response, visit -> {
            var mistakes = card.mistakes(visit.step().now(), words, visit.locale());
            if (!mistakes.isEmpty()) return form(visit, card.shown(mistakes, null));

            var outcome = PortalCards.change(
                    visit.step(),
                    visit.session(),
                    visit.configuration(),
                    visit.customer(),
                    card.details(),
                    card.nameOrNull(),
                    visit.step().address() + visit.base() + "/payment-method/answer");
            return outcome instanceof Outcome.Refused refused
                    ? form(visit, card.shown(Map.of(), DeclineWords.of(refused.decline(), words, visit.locale())))
                    : goOn(visit, outcome);
        });
    }

    /** Here the bank's page leads back to. */
    @GetMapping("/answer")
    ModelAndView answered(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return door.open(token, request, response, visit -> {
            var leavesSite = visit.inFlow() && visit.session().is("flow.after_completion.type", "redirect");
            var outcome = PortalCards.answered(visit.step(), visit.session(), visit.customer());
            return leavesSite && outcome instanceof Outcome.Kept ? leave(visit, response) : goOn(visit, outcome);
        });
    }

    /** A redirect would still belong to the form on the bank's page, which may not lead that far. */
    private ModelAndView leave(Visit visit, HttpServletResponse response) {
        visit.done("card");
        var target = visit.session().text("flow.after_completion.redirect.return_url");
        response.setHeader("Refresh", "0; url=" + java.net.URI.create(target).toASCIIString());
        return new ModelAndView("notice")
                .addObject("heading", words.say(visit.locale(), "portal.done.card"))
                .addObject("text", "")
                .addObject("link", target)
                .addObject("linkText", words.say(visit.locale(), "portal.return"));
    }

    private ModelAndView goOn(Visit visit, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Kept kept -> visit.done("card");
            case Outcome.AskedBack asked -> Visit.seeOther(asked.url());
            case Outcome.Unanswered unanswered ->
                form(
                        visit,
                        new CardEntry(null, null, null, null)
                                .shown(Map.of(), words.say(visit.locale(), "decline.authentication_required")));
            case Outcome.Refused refused ->
                form(
                        visit,
                        new CardEntry(null, null, null, null)
                                .shown(Map.of(), DeclineWords.of(refused.decline(), words, visit.locale())));
        };
    }

    /** Whether something is paid with a card of its own, which the new one does not replace. */
    private static boolean keepsOwn(Visit visit) {
        return !visit.step().settings().is(Setting.PORTAL_PM_BEHAVIOUR, "repoint")
                && PortalSubscriptions.of(visit.step(), visit.customer().id()).stream()
                        .anyMatch(subscription -> subscription.isSet("default_payment_method"));
    }

    private ModelAndView form(Visit visit, CardEntry.Shown card) {
        if (!visit.offers("payment_method_update"))
            throw Problem.invalid(null, "The portal configuration does not let customers change their card.");
        var page = visit.page("portal-card")
                .addObject(
                        "lead",
                        words.say(visit.locale(), keepsOwn(visit) ? "portal.card.lead.usual" : "portal.card.lead"))
                .addObject("card", card)
                .addObject("cards", CardHelp.all(words, visit.locale()));
        if (card.wrong()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }
}
