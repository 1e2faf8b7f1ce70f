package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.broadsheet.sandbox.delivery.Courier;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.NewMethods;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.checkout.Buyer;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment.Outcome;
import org.broadsheet.sandbox.engine.checkout.SessionDiscounts;
import org.broadsheet.sandbox.engine.checkout.SessionSums;
import org.broadsheet.sandbox.store.Account;
import org.broadsheet.sandbox.store.Works;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The hosted payment page. */
@Controller
class CheckoutController {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Works works;
    private final Courier courier;
    private final CheckoutPages pages;
    private final Words words;

    CheckoutController(Works works, Courier courier, CheckoutPages pages, Words words) {
        this.works = works;
        this.courier = courier;
        this.pages = pages;
        this.words = words;
    }

    @GetMapping("/c/pay/{id}")
    ModelAndView show(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        var account = works.ownerOf(id, "checkout.session");
        return account.isEmpty()
                ? pages.unknown(request)
                : works.read(account.get(), step -> pages.show(step, id, Map.of(), request, response));
    }

    @PostMapping("/c/pay/{id}")
    ModelAndView pay(
            @PathVariable String id,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response) {
        var account = works.ownerOf(id, "checkout.session");
        if (account.isEmpty()) return pages.unknown(request);

        var end = pay(account.get(), id, new CheckoutForm(form), request);
        if (end.session() == null) return pages.unknown(request);
        if (end.attempt() != null && end.view() != null) return pages.form(end.view(), end.attempt(), response);
        if (end.outcome() instanceof Outcome.AskedBack asked) return Visit.seeOther(asked.url());
        if (!(end.outcome() instanceof Outcome.Completed completed)) return pages.over(end.session(), request);

        courier.awaitAnswer(completed.completedEvent(), LONGEST_WAIT);
        return Visit.seeOther(CheckoutPages.success(end.session()));
    }

    private End pay(Account account, String id, CheckoutForm form, HttpServletRequest request) {
        return works.change(account, Cause.NONE, step -> {
            var session = CheckoutPages.session(step, id);
            if (session == null) return End.UNKNOWN;
            if (session.is("status", "complete")) return new End(session, new Outcome.Completed(null), null, null);
            if (SessionDiscounts.hasRunOut(step, session)) return codeIsGone(step, session, form, request);

            var view = pages.view(step, session, request);
            var mistakes = form.mistakes(view, step.now(), words);
            if (!mistakes.isEmpty() && session.is("status", "open"))
                return new End(session, null, view, form.attempt(view, mistakes, null));
            if (!mistakes.isEmpty()) return new End(session, new Outcome.TooLate(), null, null);

            if (session.is("status", "open"))
                form.chosen(view).ifPresent(amount -> SessionSums.choose(step, session, amount));
            var buyer = form.buyer(view);
            var outcome = view.collects()
                    ? CheckoutPayment.pay(step, session, buyer, () -> means(step, session, form, view, buyer))
                    : CheckoutPayment.payNothing(step, session, buyer);
            return outcome instanceof Outcome.Refused refused
                    ? new End(session, outcome, view, form.attempt(view, Map.of(), view.decline(refused.decline())))
                    : new End(session, outcome, null, null);
        });
    }

    /** Nobody pays more than the page has said: the sum is shown anew first. */
    private End codeIsGone(Step step, Doc session, CheckoutForm form, HttpServletRequest request) {
        if (!session.is("status", "open")) return new End(session, new Outcome.TooLate(), null, null);
        SessionDiscounts.leave(step, session);
        var view = pages.view(step, session, request);
        var mistake = words.say(view.locale(), "mistake.code.gone");
        return new End(session, null, view, form.attempt(view, Map.of("code", mistake), null));
    }

    private static Doc means(Step step, Doc session, CheckoutForm form, CheckoutView view, Buyer buyer) {
        var way = form.way(view);
        var email = CheckoutPayment.email(step, session, buyer.email());
        var method = way == PayWay.CARD
                ? PaymentMethods.create(step, form.card().details(), email, buyer.name())
                : NewMethods.account(step, form.account(way).orElseThrow(), email, buyer.name());
        if (buyer.phone() != null) method.set("billing_details.phone", buyer.phone());
        if (buyer.address() != null) method.set("billing_details.address", buyer.address());
        return method;
    }

    /** Where an attempt has led: with a form to show again, or without. */
    private record End(
            @Nullable Doc session,
            @Nullable Outcome outcome,
            @Nullable CheckoutView view,
            @Nullable CheckoutAttempt attempt) {
        static final End UNKNOWN = new End(null, null, null, null);
    }
}
