package org.broadsheet.contributions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import org.broadsheet.appeals.SupporterCookie;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.CheckoutState;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Where Stripe's page leads to. It knows what happened by asking Stripe, and believes nothing that the browser says. */
@Controller
class ThanksController {
    private static final String LOOK_AGAIN_SECONDS = "10";

    private final Contributions contributions;
    private final Payer payer;
    private final SupporterCookie supporter;
    private final Publication publication;
    private final Clock clock;

    ThanksController(
            Contributions contributions, Payer payer, SupporterCookie supporter, Publication publication, Clock clock) {
        this.contributions = contributions;
        this.payer = payer;
        this.supporter = supporter;
        this.publication = publication;
        this.clock = clock;
    }

    @GetMapping("/support/thanks/{token}")
    String thanks(
            @PathVariable String token,
            Locale locale,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var outcome = Token.find(token)
                .flatMap(contributions::outcome)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var promise = outcome.promise();
        boolean isPayer = payer.isPayer(request, promise);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        if (outcome.state() == CheckoutState.UNKNOWN) {
            response.setHeader("Refresh", LOOK_AGAIN_SECONDS);
        }
        if (outcome.state() == CheckoutState.PAID && isPayer) {
            var until = SupporterTime.until(promise.frequency(), clock.instant());
            response.addHeader(HttpHeaders.SET_COOKIE, supporter.until(until).toString());
        }
        fill(model, outcome, publication.newsroom().nearest(locale), isPayer);
        model.addAttribute("token", token);
        return "contributions/thanks";
    }

    private void fill(Model model, Outcome outcome, Locale language, boolean isPayer) {
        var promise = outcome.promise();
        var zone = publication.newsroom().zone();
        model.addAttribute("state", outcome.state().name());
        model.addAttribute("frequency", promise.frequency().key());
        model.addAttribute("sum", MoneyText.format(promise.total(), language));
        model.addAttribute("base", MoneyText.format(promise.base(), language));
        model.addAttribute("withFee", !promise.fee().isZero());
        model.addAttribute("promise", promise.text());
        model.addAttribute("promiseLanguage", promise.language().getLanguage());
        model.addAttribute("promisedOn", DateWords.full(promise.createdAt(), zone, language));
        model.addAttribute("article", promise.article());
        var contribution = outcome.contribution();
        if (contribution != null) {
            Receipts.nextCharge(contribution)
                    .ifPresent(next -> model.addAttribute("next", DateWords.full(next, zone, language)));
            if (contribution.startedAt() != null) {
                model.addAttribute("paidOn", DateWords.full(contribution.startedAt(), zone, language));
            }
        }
        if (isPayer) {
            model.addAttribute("name", promise.name());
            model.addAttribute(
                    "address", promise.email() == null ? null : promise.email().value());
        }
    }
}
