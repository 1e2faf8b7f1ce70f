package org.broadsheet.contributions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.appeals.SuggestedAmount;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.ui.ModelMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

@Controller
class SupportController {
    private static final String PAGE = "contributions/support";

    private final Contributions contributions;
    private final FormReader reader;
    private final SupportPages pages;
    private final Payer payer;
    private final Members members;
    private final Publication publication;

    SupportController(
            Contributions contributions,
            FormReader reader,
            SupportPages pages,
            Payer payer,
            Members members,
            Publication publication) {
        this.contributions = contributions;
        this.reader = reader;
        this.pages = pages;
        this.payer = payer;
        this.members = members;
        this.publication = publication;
    }

    @GetMapping("/support")
    String show(
            @RequestParam MultiValueMap<String, String> sent,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        var form = withMember(SupportForm.of(sent));
        var reading = reader.begin(form, SupportForm.sentTwice(sent), locale);
        return page(model, response, form, reading, locale, reading.problems().isEmpty() ? Notice.NONE : Notice.WRONG);
    }

    @PostMapping("/support")
    ModelAndView start(
            @RequestParam MultiValueMap<String, String> sent,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = SupportForm.of(sent);
        var reading = reader.finish(form, SupportForm.sentTwice(sent), locale);
        var gift = reading.gift();
        if (gift == null) {
            return shown(response, form, reading, locale, Notice.WRONG);
        }
        var running = gift.frequency().recurs()
                ? members.signedIn().flatMap(contributions::live)
                : Optional.<Contribution>empty();
        if (running.isPresent()) {
            return seeOther(changeInstead(running.get(), gift));
        }
        if (!pages.wasPromised(form, reading)) {
            return shown(response, form, reading, locale, Notice.CONFIRM);
        }
        var formKey = new Token(form.key());
        var browser = payer.of(request, formKey);
        var start = contributions.start(gift, formKey, browser);
        if (!(start instanceof Start.Unreachable)) {
            response.addHeader(HttpHeaders.SET_COOKIE, payer.cookie(browser).toString());
        }
        return switch (start) {
            case Start.Pay pay -> seeOther(pay.page());
            case Start.PaidAlready paid ->
                seeOther(publication
                        .newsroom()
                        .absolute(
                                gift.language(),
                                "/support/thanks/" + paid.thanks().value()));
            case Start.Unreachable unreachable -> shown(response, form, reading, locale, Notice.UNREACHABLE);
        };
    }

    /** Where Stripe's page leads back to without paying: nothing happened, and the form is as it was. */
    @GetMapping("/support/cancelled")
    String cancelled(
            @RequestParam(defaultValue = "") String gift,
            Locale locale,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var promise = Token.find(gift).flatMap(contributions::promised);
        var form = promise.map(each -> again(each, payer.isPayer(request, each)))
                .orElseGet(() -> SupportForm.of(new LinkedMultiValueMap<>()));
        return page(model, response, form, reader.begin(form, List.of(), locale), locale, Notice.CANCELLED);
    }

    private ModelAndView shown(
            HttpServletResponse response, SupportForm form, Reading reading, Locale locale, Notice notice) {
        var model = new ModelAndView(PAGE);
        fill(model.getModelMap(), response, form, reading, locale, notice);
        return model;
    }

    private String page(
            Model model,
            HttpServletResponse response,
            SupportForm form,
            Reading reading,
            Locale locale,
            Notice notice) {
        var filled = new ModelMap();
        fill(filled, response, form, reading, locale, notice);
        model.addAllAttributes(filled);
        return PAGE;
    }

    private void fill(
            ModelMap model,
            HttpServletResponse response,
            SupportForm form,
            Reading reading,
            Locale locale,
            Notice notice) {
        response.setStatus(notice.status().value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, notice.keeping().getHeaderValue());
        if (notice == Notice.UNREACHABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "30");
        }
        model.addAttribute("form", pages.page(form, reading, locale));
        model.addAttribute("notice", notice.name());
    }

    /** Whoever gives already gives more or less, not twice. */
    private URI changeInstead(Contribution running, Gift gift) {
        boolean fits = running.frequency() == gift.frequency()
                && running.amount().currency().equals(gift.base().currency())
                && contributions.allows(running, Change.Kind.AMOUNT);
        return publication
                .newsroom()
                .absolute(
                        gift.language(),
                        fits
                                ? "/account/support/" + running.id() + "/amount?amount=" + MoneyText.plain(gift.total())
                                : "/account/support");
    }

    private SupportForm withMember(SupportForm form) {
        if (!form.email().isEmpty()) {
            return form;
        }
        return members.signedIn()
                .flatMap(members::find)
                .map(member -> form.withPayer(
                        member.email().value(),
                        form.name().isEmpty() ? Objects.requireNonNullElse(member.name(), "") : form.name()))
                .orElse(form);
    }

    /** The form of a promise, as it was filled in. Who it was from, only the browser that filled it in is shown. */
    private static SupportForm again(Promise promise, boolean isPayer) {
        var sent = new LinkedMultiValueMap<String, String>();
        sent.add("frequency", promise.frequency().key());
        sent.add("currency", promise.base().currency().getCurrencyCode());
        sent.add(promise.frequency().key(), SuggestedAmount.OWN);
        sent.add("amount", MoneyText.plain(promise.base()));
        sent.add("fee", promise.fee().isZero() ? "" : "on");
        sent.add("article", Objects.requireNonNullElse(promise.article(), ""));
        sent.add("appeal", Objects.requireNonNullElse(promise.appeal(), ""));
        if (isPayer) {
            sent.add(
                    "email",
                    Optional.ofNullable(promise.email())
                            .map(each -> each.value())
                            .orElse(""));
            sent.add("name", Objects.requireNonNullElse(promise.name(), ""));
        }
        return SupportForm.of(sent);
    }

    private static ModelAndView seeOther(URI address) {
        var redirect = new RedirectView(address.toString());
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExpandUriTemplateVariables(false);
        redirect.setExposeModelAttributes(false);
        return new ModelAndView(redirect);
    }

    /** What stands above the form, and with which status it comes. */
    private enum Notice {
        NONE(HttpStatus.OK, false),
        /** The reader has to put something right. */
        WRONG(HttpStatus.UNPROCESSABLE_CONTENT, true),
        /** All is well, but the promise for this was not on the page yet. */
        CONFIRM(HttpStatus.OK, true),
        /** Stripe cannot be reached. */
        UNREACHABLE(HttpStatus.SERVICE_UNAVAILABLE, true),
        /** Back from the payment page without paying. */
        CANCELLED(HttpStatus.OK, false);

        private final HttpStatus status;
        private final boolean answersPost;

        Notice(HttpStatus status, boolean answersPost) {
            this.status = status;
            this.answersPost = answersPost;
        }

        /** An answer to a POST must survive in the history, or the way back from Stripe's page ends at "confirm resubmission". */
        CacheControl keeping() {
            return answersPost ? CacheControl.noCache().cachePrivate() : CacheControl.noStore();
        }

        HttpStatus status() {
            return status;
        }
    }
}
