package org.broadsheet.contributions;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.appeals.SupporterCookie;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.Asker;
import org.broadsheet.payments.OrderedCommand;
import org.broadsheet.payments.PayPage;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.Repairs;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * One contribution, for whoever holds a link from a mail about it. Looking changes nothing, so that a mail scanner cannot stop
 * anything; a button does.
 */
@Controller
class ManageController {
    private final ManageLinks links;
    private final Contributions contributions;
    private final Payments payments;
    private final Repairs repairs;
    private final SupporterCookie supporter;
    private final Publication publication;
    private final Texts texts;
    private final Clock clock;

    ManageController(
            ManageLinks links,
            Contributions contributions,
            Payments payments,
            Repairs repairs,
            SupporterCookie supporter,
            Publication publication,
            Texts texts,
            Clock clock) {
        this.links = links;
        this.contributions = contributions;
        this.payments = payments;
        this.repairs = repairs;
        this.supporter = supporter;
        this.publication = publication;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/manage/{token}")
    ModelAndView show(@PathVariable String token, Locale locale, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        return links.open(token)
                .map(each -> page(token, each, locale, response, false))
                .orElseGet(ManageController::gone);
    }

    /** To Stripe's page for the one payment that is owed; it shows that payment alone, so no sign-in is asked for. */
    @GetMapping("/manage/{token}/payment")
    ModelAndView pay(@PathVariable String token, Locale locale, HttpServletResponse response) {
        var contribution = links.open(token);
        if (contribution.isEmpty()) {
            return gone();
        }
        return switch (repairs.payPage(contribution.get().promise())) {
            case PayPage.At at -> to(at.address().toString());
            case PayPage.NotNeeded none -> back(token, locale);
            case PayPage.Unreachable silent -> {
                var page = page(token, contribution.get(), locale, response, true);
                page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
                yield page;
            }
        };
    }

    /** Once is enough: a second click finds nothing left to stop and leads to the page that says so. */
    @PostMapping("/manage/{token}/cancellation")
    ModelAndView stop(@PathVariable String token, Locale locale) {
        var contribution = links.open(token);
        if (contribution.isEmpty()) {
            return gone();
        }
        var member = Objects.requireNonNull(contribution.get().member());
        if (contribution.get().state().canBeStopped()
                && stopUnderWay(contribution.get()).isEmpty()) {
            contributions.stop(contribution.get(), Asker.link(member.value()));
        }
        return back(token, locale);
    }

    private ModelAndView page(
            String token, Contribution contribution, Locale locale, HttpServletResponse response, boolean unreachable) {
        var newsroom = publication.newsroom();
        var language = newsroom.nearest(locale);
        var page = new ModelAndView("contributions/manage");
        var stopping = stopUnderWay(contribution);
        page.addObject("token", token);
        page.addObject("amount", amount(contribution, language));
        page.addObject("recurs", contribution.frequency().recurs());
        page.addObject("canBeStopped", contribution.state().canBeStopped() && stopping.isEmpty());
        page.addObject("since", day(contribution.startedAt(), language));
        page.addObject(
                "next",
                stopping.isPresent()
                        ? null
                        : day(Receipts.nextCharge(contribution).orElse(null), language));
        page.addObject("paidUntil", day(contribution.paidUntil(), language));
        page.addObject("stopsAt", day(ManageWords.stopsAt(contribution.state()), language));
        page.addObject("endedAt", day(ManageWords.endedAt(contribution.state()), language));
        page.addObject("noted", day(stopping.map(OrderedCommand::askedAt).orElse(null), language));
        page.addObject("owed", contribution.state() instanceof ContributionState.PastDue);
        page.addObject("unreachable", unreachable);
        page.addObject("sum", MoneyText.format(contribution.amount(), language));
        page.addObject(
                "again",
                contribution.state() instanceof ContributionState.Ended
                                && contribution.frequency().recurs()
                        ? OverdueLetters.again(contribution)
                        : null);
        greet(contribution, response);
        return page;
    }

    /** On a new device as well, a supporter is not asked again. */
    private void greet(Contribution contribution, HttpServletResponse response) {
        if (contribution.startedAt() != null && contribution.state().runs()) {
            var until = SupporterTime.until(contribution.frequency(), clock.instant());
            response.addHeader(HttpHeaders.SET_COOKIE, supporter.until(until).toString());
        }
    }

    private Optional<OrderedCommand> stopUnderWay(Contribution contribution) {
        return payments.underWay(contribution.promise()).stream()
                .filter(each -> ManageWords.stops(each.command()))
                .findFirst();
    }

    private String amount(Contribution contribution, Locale language) {
        return texts.get(
                language,
                "contributions.amount." + contribution.frequency().key(),
                MoneyText.format(contribution.amount(), language));
    }

    private @Nullable String day(java.time.@Nullable Instant at, Locale language) {
        return at == null ? null : DateWords.full(at, publication.newsroom().zone(), language);
    }

    private ModelAndView back(String token, Locale locale) {
        var newsroom = publication.newsroom();
        return to(newsroom.localPath(newsroom.nearest(locale), "/manage/" + token));
    }

    private static ModelAndView to(String address) {
        var view = new RedirectView(address);
        view.setPropagateQueryParams(false);
        view.setExpandUriTemplateVariables(false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private static ModelAndView gone() {
        return new ModelAndView("contributions/manage-gone", HttpStatus.NOT_FOUND);
    }
}
