package org.broadsheet.contributions;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.payments.Asker;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Changing what one gives: choose, see what is taken when, and say so. A GET shows, a POST does. */
@Controller
class ChangeController {
    private static final String PATH =
            "/account/support/{id}/{what:cancellation|continuation|amount|frequency|day|pause|resumption|single|withdrawal}";
    private static final Map<String, Change.Kind> KINDS = Map.of(
            "cancellation", Change.Kind.STOP,
            "continuation", Change.Kind.KEEP,
            "amount", Change.Kind.AMOUNT,
            "frequency", Change.Kind.FREQUENCY,
            "day", Change.Kind.DAY,
            "pause", Change.Kind.PAUSE,
            "resumption", Change.Kind.RESUME,
            "single", Change.Kind.SINGLE,
            "withdrawal", Change.Kind.WITHDRAW);

    private final Contributions contributions;
    private final WishReader reader;
    private final ChangePages pages;
    private final Members members;
    private final Publication publication;

    ChangeController(
            Contributions contributions,
            WishReader reader,
            ChangePages pages,
            Members members,
            Publication publication) {
        this.contributions = contributions;
        this.reader = reader;
        this.pages = pages;
        this.members = members;
        this.publication = publication;
    }

    @GetMapping(PATH)
    ModelAndView show(
            @PathVariable UUID id,
            @PathVariable String what,
            @RequestParam MultiValueMap<String, String> sent,
            Locale locale) {
        var contribution = own(id);
        var kind = kind(what);
        if (!contributions.allows(contribution, kind)) {
            return toSupport(locale, null);
        }
        var read = reader.read(kind, contribution, sent, locale);
        return page(
                kind,
                contribution,
                read.wish(),
                read.problems(),
                sent,
                locale,
                read.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** The same form sent again finds what it did; one that was overtaken by another says so, and changes nothing. */
    @PostMapping(PATH)
    ModelAndView take(
            @PathVariable UUID id,
            @PathVariable String what,
            @RequestParam MultiValueMap<String, String> sent,
            Locale locale) {
        var member = member();
        var contribution = own(id);
        var kind = kind(what);
        var key = Token.find(first(sent, "key"));
        var revision = number(first(sent, "revision"));
        if (key.isEmpty() || revision == null) {
            return page(kind, contribution, null, List.of(), sent, locale, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!contributions.knows(contribution, key.get()) && !contributions.allows(contribution, kind)) {
            return overtaken(contribution, locale);
        }
        var read = contributions.knows(contribution, key.get())
                ? new WishReader.Read(new Wish.Keep(), List.of())
                : reader.read(kind, contribution, sent, locale);
        var wish = read.wish();
        if (wish == null) {
            return page(kind, contribution, null, read.problems(), sent, locale, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (wish instanceof Wish.Stop stop && first(sent, "sure").isEmpty() && pages.hasOffer(stop, contribution)) {
            return page(kind, contribution, wish, List.of(), sent, locale, HttpStatus.OK);
        }
        return switch (contributions.take(contribution, wish, key.get(), revision, Asker.supporter(member.value()))) {
            case Taken.Noted noted -> toSupport(locale, noted.change());
            case Taken.Overtaken overtaken -> overtaken(contribution, locale);
            case Taken.NotPossible notPossible -> overtaken(contribution, locale);
        };
    }

    private ModelAndView page(
            Change.Kind kind,
            Contribution contribution,
            @Nullable Wish wish,
            List<Problem> problems,
            MultiValueMap<String, String> sent,
            Locale locale,
            HttpStatus status) {
        var page = new ModelAndView("contributions/change");
        page.setStatus(status);
        page.addObject("page", pages.page(kind, contribution, wish, problems, sent, locale));
        return page;
    }

    private ModelAndView overtaken(Contribution contribution, Locale locale) {
        var page = new ModelAndView("contributions/overtaken");
        page.setStatus(HttpStatus.CONFLICT);
        page.addObject("happened", pages.happened(contributions.latestChange(contribution), locale));
        return page;
    }

    private Contribution own(UUID id) {
        return contributions.own(member(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private MemberId member() {
        return members.signedIn().orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private static Change.Kind kind(String what) {
        return Optional.ofNullable(KINDS.get(what))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String first(MultiValueMap<String, String> sent, String field) {
        var value = sent.getFirst(field);
        return value == null ? "" : value;
    }

    private static @Nullable Integer number(String text) {
        return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    private ModelAndView toSupport(Locale locale, @Nullable Change change) {
        var newsroom = publication.newsroom();
        var view = new RedirectView(newsroom.localPath(newsroom.nearest(locale), "/account/support")
                + (change == null ? "" : "?noted=" + change.id()));
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
