package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.broadsheet.sandbox.engine.Circumstances.Cause;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Emails;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Secrets;
import org.broadsheet.sandbox.engine.checkout.PaymentLinks;
import org.broadsheet.sandbox.store.Works;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a payment link leads: to a payment page of one's own, and to a word of thanks. */
@Controller
@RequestMapping("/b/{token}")
class PaymentLinkController {
    private final Works works;
    private final Words words;

    PaymentLinkController(Works works, Words words) {
        this.works = works;
        this.words = words;
    }

    @GetMapping
    ModelAndView open(
            @PathVariable String token,
            @RequestParam(name = "client_reference_id", required = false) @Nullable String reference,
            @RequestParam(name = "locked_prefilled_email", required = false) @Nullable String email,
            HttpServletRequest request) {
        var id = Secrets.id("plink_", token);
        var account = works.ownerOf(id, "payment_link");
        if (account.isEmpty()) return unknown(request);
        try {
            return works.change(account.get(), Cause.NONE, step -> {
                var link = step.find(id);
                if (link == null || !link.is("object", "payment_link")) return unknown(request);
                if (!link.is("active")) return inactive(link, request);
                return Visit.seeOther(
                        PaymentLinks.open(step, link, wishes(reference, email)).text("url"));
            });
        } catch (Problem noLongerOnOffer) {
            if (noLongerOnOffer.status() == PageProblems.COME_AGAIN) throw noLongerOnOffer;
            return Notice.of(words, SpokenLocale.of(request.getLocale()), "link.inactive", HttpStatus.GONE);
        }
    }

    /** What Stripe drops when it is malformed is dropped here, too: the payment goes on without it. */
    private static Fields wishes(@Nullable String reference, @Nullable String email) {
        var wishes = Fields.empty();
        if (reference != null && reference.matches("[\\w-]{1,200}")) wishes.set("client_reference_id", reference);
        if (email != null && Emails.isValid(email)) wishes.set("customer_email", email);
        return wishes;
    }

    private ModelAndView inactive(Doc link, HttpServletRequest request) {
        var page = Notice.of(words, SpokenLocale.of(request.getLocale()), "link.inactive", HttpStatus.GONE);
        return link.isSet("inactive_message") ? page.addObject("text", link.text("inactive_message")) : page;
    }

    @GetMapping("/thanks")
    ModelAndView thanks(
            @PathVariable String token,
            @RequestParam(name = "session", defaultValue = "") String session,
            HttpServletRequest request) {
        var id = Secrets.id("plink_", token);
        var account = works.ownerOf(id, "payment_link");
        if (account.isEmpty()) return unknown(request);
        return works.read(account.get(), step -> {
            var link = step.find(id);
            var paid = step.find(session);
            if (link == null || paid == null || !paid.is("payment_link", id) || !paid.is("status", "complete"))
                return unknown(request);
            var page = Notice.of(words, SpokenLocale.of(request.getLocale()), "link.thanks", HttpStatus.OK);
            var message = link.find("after_completion.hosted_confirmation.custom_message");
            return message == null ? page : page.addObject("text", message);
        });
    }

    private ModelAndView unknown(HttpServletRequest request) {
        return Notice.of(words, SpokenLocale.of(request.getLocale()), "link.unknown", HttpStatus.NOT_FOUND);
    }
}
