package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.sandbox.delivery.Courier;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.NewMethods;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment.Outcome;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment.Payer;
import org.broadsheet.sandbox.engine.checkout.CheckoutSetup;
import org.broadsheet.sandbox.engine.checkout.SessionSums;
import org.broadsheet.sandbox.store.Account;
import org.broadsheet.sandbox.store.Works;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The hosted payment page. */
@Controller
class CheckoutController {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Works works;
    private final Courier courier;
    private final Words words;

    CheckoutController(Works works, Courier courier, Words words) {
        this.works = works;
        this.courier = courier;
        this.words = words;
    }

    @GetMapping("/c/pay/{id}")
    ModelAndView show(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        var account = works.ownerOf(id, "checkout.session");
        if (account.isEmpty()) return unknown(request);

        return works.read(account.get(), step -> {
            var session = session(step, id);
            if (session == null) return unknown(request);
            if (!session.is("status", "open") || session.number("expires_at") <= step.now())
                return over(session, request);

            var view = view(step, session, request);
            return form(view, lastAttempt(step, session, view), response);
        });
    }

    /** Who comes back from a question of the bank sees what has become of it. */
    private static CheckoutAttempt lastAttempt(Step step, Doc session, CheckoutView view) {
        var payment = step.find(session.hidden().find("payment_intent"));
        var intent = payment == null ? CheckoutSetup.intent(step, session) : payment;
        var error =
                intent == null ? null : intent.findObject(payment == null ? "last_setup_error" : "last_payment_error");
        var email = view.email() == null ? session.hidden().find("payer.email") : view.email();
        var choice = view.amount();
        var fresh = CheckoutAttempt.fresh(email, choice == null ? "" : choice.preset());
        return error == null ? fresh : fresh.refused(view.decline(error.text("code"), error.find("decline_code")));
    }

    @PostMapping("/c/pay/{id}")
    ModelAndView pay(
            @PathVariable String id, CheckoutForm form, HttpServletRequest request, HttpServletResponse response) {
        var account = works.ownerOf(id, "checkout.session");
        if (account.isEmpty()) return unknown(request);

        var end = pay(account.get(), id, form, request);
        if (end.session() == null) return unknown(request);
        if (end.attempt() != null && end.view() != null) return form(end.view(), end.attempt(), response);
        if (end.outcome() instanceof Outcome.AskedBack asked) return seeOther(asked.url());
        if (!(end.outcome() instanceof Outcome.Completed completed)) return over(end.session(), request);

        courier.awaitAnswer(completed.completedEvent(), LONGEST_WAIT);
        return seeOther(success(end.session()));
    }

    private End pay(Account account, String id, CheckoutForm form, HttpServletRequest request) {
        return works.change(account, Cause.NONE, step -> {
            var session = session(step, id);
            if (session == null) return End.UNKNOWN;
            if (session.is("status", "complete")) return new End(session, new Outcome.Completed(null), null, null);

            var view = view(step, session, request);
            var mistakes = form.mistakes(view, step.now(), words);
            if (!mistakes.isEmpty() && session.is("status", "open"))
                return new End(session, null, view, form.attempt(mistakes, null));
            if (!mistakes.isEmpty()) return new End(session, new Outcome.TooLate(), null, null);

            if (session.is("status", "open"))
                form.chosen(view).ifPresent(amount -> SessionSums.choose(step, session, amount));
            var email = form.emailOr(view);
            var name = form.nameOrNull();
            var outcome = !view.collects()
                    ? CheckoutPayment.payNothing(step, session, email, name)
                    : form.debits(view)
                            ? CheckoutPayment.pay(
                                    step,
                                    session,
                                    email,
                                    name,
                                    () -> NewMethods.account(
                                            step, form.account().orElseThrow(), email, name))
                            : CheckoutPayment.pay(
                                    step,
                                    session,
                                    new Payer(email, name, form.card().details()));
            return outcome instanceof Outcome.Refused refused
                    ? new End(session, outcome, view, form.attempt(Map.of(), view.decline(refused.decline())))
                    : new End(session, outcome, null, null);
        });
    }

    /** Where an attempt has led: with a form to show again, or without. */
    private record End(
            @Nullable Doc session,
            @Nullable Outcome outcome,
            @Nullable CheckoutView view,
            @Nullable CheckoutAttempt attempt) {
        static final End UNKNOWN = new End(null, null, null, null);
    }

    private static @Nullable Doc session(Step step, String id) {
        var session = step.find(id);
        return session == null || !session.is("object", "checkout.session") ? null : session;
    }

    private CheckoutView view(Step step, Doc session, HttpServletRequest request) {
        if (session.is("status", "open") && !session.is("mode", "setup")) SessionSums.draw(step, session);
        return CheckoutView.of(step, session, words, locale(session, request));
    }

    private ModelAndView form(CheckoutView view, CheckoutAttempt attempt, HttpServletResponse response) {
        Security.allowFormTarget(response, view.successUrl());
        var page = new ModelAndView("checkout")
                .addObject("view", view)
                .addObject("attempt", attempt)
                .addObject("accounts", AccountHelp.all(words, view.locale()))
                .addObject("cards", CardHelp.all(words, view.locale()));
        if (attempt.wrong()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView over(Doc session, HttpServletRequest request) {
        var locale = locale(session, request);
        var done = session.is("status", "complete");
        var key = done ? "checkout.done" : "checkout.expired";
        var page = notice(locale, key)
                .addObject("link", done ? success(session) : session.find("cancel_url"))
                .addObject("linkText", words.say(locale, key + ".go"));
        if (!done) page.setStatus(HttpStatus.GONE);
        return page;
    }

    private ModelAndView unknown(HttpServletRequest request) {
        var page = notice(SpokenLocale.of(request.getLocale()), "checkout.unknown");
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }

    private ModelAndView notice(Locale locale, String key) {
        return new ModelAndView("notice")
                .addObject("heading", words.say(locale, key))
                .addObject("text", words.say(locale, key + ".text"))
                .addObject("link", null)
                .addObject("linkText", "");
    }

    /** The page speaks the session's language, whatever the browser's is. */
    private static Locale locale(Doc session, HttpServletRequest request) {
        var wish = session.maybe("locale").orElse("auto");
        var locale = SpokenLocale.of(wish.equals("auto") ? request.getLocale() : Locale.forLanguageTag(wish));
        SpokenLocale.decide(request, locale);
        return locale;
    }

    private static String success(Doc session) {
        return session.text("success_url").replace("{CHECKOUT_SESSION_ID}", session.id());
    }

    private static ModelAndView seeOther(String url) {
        var redirect = new RedirectView(URI.create(url).toASCIIString());
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExpandUriTemplateVariables(false);
        return new ModelAndView(redirect);
    }
}
