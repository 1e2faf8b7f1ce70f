package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.portal.PortalSubscriptions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The portal's first page, and how subscriptions are ended and taken up again there. */
@Controller
@RequestMapping("/p/session/{token}")
class PortalController {
    private static final List<String> DONE = List.of("card", "canceled", "ended", "renewed", "changed", "details");
    private static final int LONGEST_COMMENT = 1_000;

    private final PortalDoor door;
    private final Words words;

    PortalController(PortalDoor door, Words words) {
        this.door = door;
        this.words = words;
    }

    @GetMapping
    ModelAndView home(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String done,
            HttpServletRequest request,
            HttpServletResponse response) {
        return door.open(
                token,
                request,
                response,
                visit -> visit.page("portal")
                        .addObject("view", PortalHome.of(visit, words))
                        .addObject("done", DONE.contains(done) ? done : null));
    }

    @GetMapping("/confirmation")
    ModelAndView confirmation(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String done,
            HttpServletRequest request,
            HttpServletResponse response) {
        return door.open(token, request, response, visit -> {
            var what = DONE.contains(done) ? done : "details";
            var message = visit.session().find("flow.after_completion.hosted_confirmation.custom_message");
            return new ModelAndView("notice")
                    .addObject("heading", words.say(visit.locale(), "portal.done." + what))
                    .addObject("text", message == null ? words.say(visit.locale(), "portal.confirmed") : message)
                    .addObject("link", visit.session().find("return_url"))
                    .addObject("linkText", words.say(visit.locale(), "portal.return"));
        });
    }

    @GetMapping("/subscriptions/{id}/cancel")
    ModelAndView askBeforeEnding(
            @PathVariable String token,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response) {
        return door.open(token, request, response, visit -> {
            var subscription = subscription(visit, id);
            if (PortalSubscriptions.ends(subscription) || !visit.offers("subscription_cancel"))
                throw Problem.invalid(null, "This subscription is already set to be canceled.");
            return ending(visit, subscription, null);
        });
    }

    @PostMapping("/subscriptions/{id}/cancel")
    ModelAndView end(
            @PathVariable String token,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String comment,
            HttpServletRequest request,
            HttpServletResponse response) {
        return door.open(token, request, response, visit -> {
            var subscription = subscription(visit, id);
            var said = comment.replaceAll("[\\p{Cntrl}&&[^\r\n]]", "").strip();
            if (said.length() > LONGEST_COMMENT) return ending(visit, subscription, said);

            var feedback = reasons(visit).contains(reason) ? reason : null;
            var asked = !reasons(visit).isEmpty() && !said.isEmpty();
            PortalSubscriptions.cancel(
                    visit.step(), visit.configuration(), subscription, feedback, asked ? said : null);
            return visit.done(subscription.is("status", "canceled") ? "ended" : "canceled");
        });
    }

    private ModelAndView ending(Visit visit, Doc subscription, @Nullable String tooLong) {
        var atOnce = visit.configuration().is("features.subscription_cancel.mode", "immediately");
        var page = visit.page("portal-cancel")
                .addObject("plan", PortalHome.plan(visit, subscription, words))
                .addObject("atOnce", atOnce)
                .addObject("end", words.date(visit.locale(), PortalHome.ending(subscription)))
                .addObject("reasons", reasons(visit))
                .addObject("comment", tooLong)
                .addObject("mistake", tooLong == null ? null : words.say(visit.locale(), "mistake.comment"));
        if (tooLong != null) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static List<String> reasons(Visit visit) {
        var asked = "features.subscription_cancel.cancellation_reason";
        return visit.configuration().is(asked + ".enabled")
                ? visit.configuration().texts(asked + ".options")
                : List.of();
    }

    @PostMapping("/subscriptions/{id}/renew")
    ModelAndView takeUpAgain(
            @PathVariable String token,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response) {
        return door.open(token, request, response, visit -> {
            PortalSubscriptions.goOn(visit.step(), subscription(visit, id));
            return visit.done("renewed");
        });
    }

    static Doc subscription(Visit visit, String id) {
        var subscription = visit.step().get("subscription", id, "subscription");
        if (!subscription.is("customer", visit.customer().id()))
            throw Problem.unknownObject("subscription", id, "subscription");

        return subscription;
    }
}
