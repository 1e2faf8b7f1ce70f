package org.broadsheet.members;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** A member's own pages: the overview, and where they are signed in. */
@Controller
class AccountController {
    /** A session as the page lists it. */
    record SessionRow(String signedIn, String lastSeen, boolean here) {}

    private final Members members;
    private final MemberSessions sessions;
    private final ObjectProvider<AccountEntry> entries;
    private final Publication publication;
    private final Texts texts;

    AccountController(
            Members members,
            MemberSessions sessions,
            ObjectProvider<AccountEntry> entries,
            Publication publication,
            Texts texts) {
        this.members = members;
        this.sessions = sessions;
        this.entries = entries;
        this.publication = publication;
        this.texts = texts;
    }

    @GetMapping("/account")
    String overview(Locale locale, Model model) {
        var member = member();
        model.addAttribute("member", member);
        model.addAttribute("entries", entries());
        model.addAttribute("since", date(locale, member.joinedAt()));
        return "members/account";
    }

    @GetMapping("/account/security")
    String security(Locale locale, Model model, HttpServletRequest request) {
        var member = member();
        model.addAttribute("member", member);
        model.addAttribute("entries", entries());
        model.addAttribute(
                "sessions",
                sessions.of(member.id(), request).stream()
                        .map(each -> new SessionRow(
                                moment(locale, each.signedInAt()), moment(locale, each.lastSeenAt()), each.here()))
                        .toList());
        return "members/security";
    }

    /** Everywhere means here too: whoever presses this does not know who else sits where. */
    @PostMapping("/account/security/sign-outs")
    String signOutEverywhere(Locale locale, HttpServletRequest request, HttpServletResponse response) {
        var member = member();
        sessions.close(request, response);
        sessions.closeAll(member.id());
        return "redirect:" + publication.newsroom().localPath(locale, "/sign-in");
    }

    private Member member() {
        return members.signedIn()
                .flatMap(members::find)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private List<AccountEntry> entries() {
        return entries.stream()
                .sorted(Comparator.comparingInt(AccountEntry::order))
                .toList();
    }

    private String date(Locale locale, Instant instant) {
        return local(instant).format(DateTimeFormatter.ofPattern(texts.get(locale, "members.date"), locale));
    }

    private String moment(Locale locale, Instant instant) {
        return local(instant).format(DateTimeFormatter.ofPattern(texts.get(locale, "members.moment"), locale));
    }

    private ZonedDateTime local(Instant instant) {
        return instant.atZone(publication.newsroom().zone());
    }
}
