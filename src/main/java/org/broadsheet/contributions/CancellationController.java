package org.broadsheet.contributions;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.Asker;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Stopping, in the two clicks that were promised: the first shows what happens, the second does it. */
@Controller
class CancellationController {
    private final Contributions contributions;
    private final Members members;
    private final Publication publication;
    private final Texts texts;

    CancellationController(Contributions contributions, Members members, Publication publication, Texts texts) {
        this.contributions = contributions;
        this.members = members;
        this.publication = publication;
        this.texts = texts;
    }

    @GetMapping("/account/support/{id}/cancellation")
    ModelAndView show(@PathVariable UUID id, Locale locale) {
        return stoppable(id).map(each -> page(each, locale)).orElseGet(() -> toSupport(locale));
    }

    /** A second click on it, or one in another tab, finds nothing left to stop and leads to the page that says so. */
    @PostMapping("/account/support/{id}/cancellation")
    ModelAndView stop(@PathVariable UUID id, Locale locale) {
        var member = member();
        contributions
                .stoppable(member, id)
                .ifPresent(each -> contributions.stop(each, Asker.supporter(member.value())));
        return toSupport(locale);
    }

    private Optional<Contribution> stoppable(UUID id) {
        return contributions.stoppable(member(), id);
    }

    private MemberId member() {
        return members.signedIn().orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private ModelAndView page(Contribution contribution, Locale locale) {
        var newsroom = publication.newsroom();
        var language = newsroom.nearest(locale);
        var page = new ModelAndView("contributions/cancellation");
        page.addObject("id", contribution.id());
        page.addObject(
                "amount",
                texts.get(
                        language,
                        "contributions.amount." + contribution.frequency().key(),
                        MoneyText.format(contribution.amount(), language)));
        page.addObject("until", until(contribution, newsroom.zone(), language));
        return page;
    }

    private static @Nullable String until(Contribution contribution, java.time.ZoneId zone, Locale language) {
        return contribution.paidUntil() == null ? null : DateWords.full(contribution.paidUntil(), zone, language);
    }

    private ModelAndView toSupport(Locale locale) {
        var newsroom = publication.newsroom();
        var view = new RedirectView(newsroom.localPath(newsroom.nearest(locale), "/account/support"));
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
