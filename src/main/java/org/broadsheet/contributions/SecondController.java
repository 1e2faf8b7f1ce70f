package org.broadsheet.contributions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.Asker;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Where the owner of a second promise says what was meant: another amount, a single gift, or nothing. */
@Controller
class SecondController {
    private final Contributions contributions;
    private final ChangeWords words;
    private final Members members;
    private final Publication publication;

    SecondController(Contributions contributions, ChangeWords words, Members members, Publication publication) {
        this.contributions = contributions;
        this.words = words;
        this.members = members;
        this.publication = publication;
    }

    @GetMapping("/account/support/{id}/second")
    String show(@PathVariable UUID id, Locale locale, Model model) {
        var held = own(id);
        if (!contributions.allows(held, Change.Kind.DOUBLE)) {
            return "redirect:"
                    + publication.newsroom().localPath(publication.newsroom().nearest(locale), "/account/support");
        }
        var language = publication.newsroom().nearest(locale);
        var live = contributions.live(member());
        model.addAttribute("id", held.id());
        model.addAttribute("second", words.amount(held, language));
        model.addAttribute("sum", MoneyText.format(held.amount(), language));
        model.addAttribute(
                "first", live.map(each -> words.amount(each, language)).orElse(""));
        model.addAttribute("ways", ways(held, live));
        model.addAttribute("key", Token.random().value());
        model.addAttribute("revision", held.revision());
        model.addAttribute("live", live.map(Contribution::revision).orElse(0));
        return "contributions/second";
    }

    @PostMapping("/account/support/{id}/second")
    ModelAndView answer(
            @PathVariable UUID id,
            @RequestParam String way,
            @RequestParam String key,
            @RequestParam int revision,
            @RequestParam int live,
            Locale locale) {
        var held = own(id);
        var form = Token.find(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        var by = Asker.supporter(member().value());
        var running = contributions.live(member());
        if (!contributions.knows(held, form)) {
            if (!contributions.allows(held, Change.Kind.DOUBLE)) {
                return overtaken();
            }
            if (!ways(held, running).contains(way)) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
        }
        return switch (way) {
            case "single" -> after(contributions.take(held, new Wish.Single(), form, revision, by), locale);
            case "raise" -> raise(held, running.orElseThrow(), form, live, by, locale);
            default -> toSupport(contributions.giveBack(held, form, by), locale);
        };
    }

    /** First the amount: only when that is taken does the second payment go back. */
    private ModelAndView raise(
            Contribution held, Contribution running, Token form, int revision, Asker by, Locale locale) {
        var taken = contributions.take(running, new Wish.Amount(held.amount()), form, revision, by);
        if (taken instanceof Taken.Noted) {
            contributions.giveBack(held, form, by);
        }
        return after(taken, locale);
    }

    private ModelAndView after(Taken taken, Locale locale) {
        return switch (taken) {
            case Taken.Noted noted -> toSupport(noted.change(), locale);
            case Taken.Overtaken overtaken -> overtaken();
            case Taken.NotPossible notPossible -> overtaken();
        };
    }

    private static List<String> ways(Contribution held, Optional<Contribution> live) {
        var ways = new ArrayList<String>();
        live.filter(each -> each.frequency() == held.frequency())
                .filter(each -> each.amount().currency().equals(held.amount().currency()))
                .filter(each ->
                        !each.amount().equals(held.amount()) && each.state().canBeStopped())
                .ifPresent(each -> ways.add("raise"));
        ways.add("single");
        ways.add("refund");
        return List.copyOf(ways);
    }

    private static ModelAndView overtaken() {
        var page = new ModelAndView("contributions/overtaken");
        page.setStatus(HttpStatus.CONFLICT);
        page.addObject("happened", "");
        return page;
    }

    private ModelAndView toSupport(Change change, Locale locale) {
        var newsroom = publication.newsroom();
        var view = new RedirectView(
                newsroom.localPath(newsroom.nearest(locale), "/account/support") + "?noted=" + change.id());
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private Contribution own(UUID id) {
        return contributions.own(member(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private MemberId member() {
        return members.signedIn().orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }
}
