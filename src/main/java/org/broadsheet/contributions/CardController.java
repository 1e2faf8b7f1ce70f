package org.broadsheet.contributions;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.PayPage;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.Repairs;
import org.broadsheet.payments.StripeCommand;
import org.broadsheet.publication.Publication;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The card that a member's contribution is charged to, and the way to Stripe's page where another one is given. */
@Controller
class CardController {
    private final Contributions contributions;
    private final Payments payments;
    private final Repairs repairs;
    private final Members members;
    private final Publication publication;

    CardController(
            Contributions contributions, Payments payments, Repairs repairs, Members members, Publication publication) {
        this.contributions = contributions;
        this.payments = payments;
        this.repairs = repairs;
        this.members = members;
        this.publication = publication;
    }

    /** @param back there for who comes back from Stripe's page: then Stripe is asked which card it is now */
    @GetMapping("/account/support/{id}/card")
    ModelAndView show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean back,
            Locale locale,
            HttpServletResponse response) {
        var contribution = own(id);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        if (back) {
            payments.refresh(contribution.promise());
            // What has just been asked for is often done by the time that the page is read.
            payments.underWay(contribution.promise()).forEach(each -> payments.await(each.id()));
            contribution = own(id);
        }
        return page(contribution, locale, back, false);
    }

    @PostMapping("/account/support/{id}/card")
    ModelAndView give(@PathVariable UUID id, Locale locale) {
        var contribution = own(id);
        var newsroom = publication.newsroom();
        var language = newsroom.nearest(locale);
        var home = newsroom.absolute(language, "/account/support/" + contribution.id() + "/card?back=true");
        return lead(repairs.cardPage(contribution.promise(), home, language), contribution, locale);
    }

    @PostMapping("/account/support/{id}/payment")
    ModelAndView pay(@PathVariable UUID id, Locale locale) {
        var contribution = own(id);
        return lead(repairs.payPage(contribution.promise()), contribution, locale);
    }

    private ModelAndView lead(PayPage page, Contribution contribution, Locale locale) {
        return switch (page) {
            case PayPage.At at -> {
                var view = new RedirectView(at.address().toString());
                view.setStatusCode(HttpStatus.SEE_OTHER);
                view.setPropagateQueryParams(false);
                view.setExpandUriTemplateVariables(false);
                yield new ModelAndView(view);
            }
            case PayPage.NotNeeded none -> page(contribution, locale, false, false);
            case PayPage.Unreachable silent -> {
                var told = page(contribution, locale, false, true);
                told.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
                yield told;
            }
        };
    }

    /** Only one's own, and only what is charged again. */
    private Contribution own(UUID id) {
        var member = members.signedIn().orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        return contributions.of(member).stream()
                .filter(each -> each.id().equals(id) && each.frequency().recurs())
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(Contribution contribution, Locale locale, boolean back, boolean unreachable) {
        var language = publication.newsroom().nearest(locale);
        var page = new ModelAndView("contributions/card");
        page.addObject("id", contribution.id());
        page.addObject("back", back);
        page.addObject("unreachable", unreachable);
        page.addObject("sum", MoneyText.format(contribution.amount(), language));
        page.addObject("owed", contribution.state() instanceof PastDue);
        page.addObject(
                "turning",
                payments.underWay(contribution.promise()).stream()
                        .anyMatch(each -> each.command() instanceof StripeCommand.UseCard));
        page.addObject("ended", contribution.state() instanceof ContributionState.Ended);
        repairs.card(contribution.promise()).ifPresent(card -> {
            page.addObject("card", card.label());
            page.addObject("expires", DateWords.full(card.expiresOn(), language));
        });
        return page;
    }
}
