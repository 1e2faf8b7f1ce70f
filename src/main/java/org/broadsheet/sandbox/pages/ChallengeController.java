package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.broadsheet.sandbox.delivery.Courier;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.outcomes.Outcomes;
import org.broadsheet.sandbox.engine.payments.Challenges;
import org.broadsheet.sandbox.store.Works;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a pretended bank asks the card's owner (3-D Secure). */
@Controller
class ChallengeController {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Works works;
    private final Courier courier;
    private final Words words;

    ChallengeController(Works works, Courier courier, Words words) {
        this.works = works;
        this.courier = courier;
        this.words = words;
    }

    @GetMapping("/c/challenge/{secret}")
    ModelAndView ask(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
        var account = works.ownerOf(idIn(secret), "payment_intent", "setup_intent");
        if (account.isEmpty())
            return Notice.of(words, SpokenLocale.of(request.getLocale()), "challenge.unknown", HttpStatus.NOT_FOUND);

        return works.read(account.get(), step -> {
            var intent = intent(step, secret);
            if (intent == null)
                return Notice.of(
                        words, SpokenLocale.of(request.getLocale()), "challenge.unknown", HttpStatus.NOT_FOUND);
            var locale = locale(step, intent, request);
            if (!Challenges.waits(intent)) return Notice.of(words, locale, "challenge.over", HttpStatus.GONE);

            var shop = shopPage(step, intent);
            var target = shop == null ? intent.hidden().find("return_url") : shop;
            if (target != null) Security.allowFormTarget(response, target);
            return question(step, intent, locale);
        });
    }

    private ModelAndView question(Step step, Doc intent, Locale locale) {
        var method = step.need(intent.text("payment_method"));
        var amount =
                intent.has("amount") ? words.money(locale, intent.number("amount"), intent.text("currency")) : null;
        return new ModelAndView("challenge")
                .addObject("action", "/c/challenge/" + intent.text("client_secret"))
                .addObject("amount", amount)
                .addObject("last4", method.text("card.last4"))
                .addObject("intent", intent.id())
                .addObject(
                        "question",
                        amount == null
                                ? words.say(locale, "challenge.keep")
                                : words.say(locale, "challenge.pay", amount));
    }

    @PostMapping("/c/challenge/{secret}")
    ModelAndView answer(
            @PathVariable String secret, @RequestParam(defaultValue = "") String answer, HttpServletRequest request) {
        var account = works.ownerOf(idIn(secret), "payment_intent", "setup_intent");
        if (account.isEmpty())
            return Notice.of(words, SpokenLocale.of(request.getLocale()), "challenge.unknown", HttpStatus.NOT_FOUND);

        var end = works.change(account.get(), Cause.NONE, step -> {
            var intent = intent(step, secret);
            if (intent == null)
                return End.page(Notice.of(
                        words, SpokenLocale.of(request.getLocale()), "challenge.unknown", HttpStatus.NOT_FOUND));
            var locale = locale(step, intent, request);
            if (!Challenges.waits(intent)) return End.page(Notice.of(words, locale, "challenge.over", HttpStatus.GONE));

            if (answer.equals("pass")) Outcomes.challengePassed(step, intent);
            else Outcomes.challengeFailed(step, intent);
            return goOn(step, intent, locale);
        });
        if (end.worthWaitingFor() != null) courier.awaitAnswer(end.worthWaitingFor(), LONGEST_WAIT);
        return end.page();
    }

    /** Where an answer leads, and the event that the shop should have heard of by then. */
    private record End(ModelAndView page, @Nullable String worthWaitingFor) {
        static End page(ModelAndView page) {
            return new End(page, null);
        }
    }

    /** Back to the shop when its session is complete, else to the page that has sent us here. */
    private End goOn(Step step, Doc intent, Locale locale) {
        var last = step.happenings().getLast();
        var shop = shopPage(step, intent);
        var session = step.find(intent.hidden().find("session"));
        if (shop != null && session != null && session.is("status", "complete"))
            return new End(
                    Visit.seeOther(shop),
                    step.happenings().stream()
                            .filter(each -> each.type().equals("checkout.session.completed"))
                            .findFirst()
                            .orElse(last)
                            .id());
        if (session != null) return End.page(Visit.seeOther(step.address() + "/c/pay/" + session.id()));

        var back = intent.hidden().find("return_url");
        return End.page(
                back == null
                        ? Notice.of(words, locale, "challenge.answered", HttpStatus.OK)
                        : Visit.seeOther(withResult(back, intent)));
    }

    private static @Nullable String shopPage(Step step, Doc intent) {
        var session = step.find(intent.hidden().find("session"));
        return session == null ? null : session.text("success_url").replace("{CHECKOUT_SESSION_ID}", session.id());
    }

    private static String withResult(String back, Doc intent) {
        var kind = intent.kind();
        var status = intent.text("status");
        var result = switch (status) {
            case "succeeded", "requires_capture" -> "succeeded";
            case "processing" -> "pending";
            default -> "failed";
        };
        return back + (back.contains("?") ? "&" : "?") + kind + "=" + intent.id() + "&" + kind + "_client_secret="
                + URLEncoder.encode(intent.text("client_secret"), StandardCharsets.UTF_8) + "&redirect_status="
                + result;
    }

    private static @Nullable Doc intent(Step step, String secret) {
        var intent = step.find(idIn(secret));
        return intent == null || !intent.is("client_secret", secret) ? null : intent;
    }

    private static String idIn(String secret) {
        var end = secret.indexOf("_secret_");
        return end < 0 ? secret : secret.substring(0, end);
    }

    private static Locale locale(Step step, Doc intent, HttpServletRequest request) {
        var session = step.find(intent.hidden().find("session"));
        var wish = session == null ? "auto" : session.maybe("locale").orElse("auto");
        var locale = SpokenLocale.of(wish.equals("auto") ? request.getLocale() : Locale.forLanguageTag(wish));
        SpokenLocale.decide(request, locale);
        return locale;
    }
}
