package org.broadsheet.staff;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.broadsheet.members.MemberSessions;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** One's own keys to the desk. Whoever changes them has proved who they are within the last minutes. */
@Controller
class YouController {
    /** As the page shows it. */
    record ShownPasskey(String id, String kindKey, String addedOn, String usedOn) {}

    private final Staff staff;
    private final Passkeys passkeys;
    private final RecoveryCodes codes;
    private final MemberSessions sessions;
    private final Publication publication;
    private final Texts texts;
    private final Clock wall;

    YouController(
            Staff staff,
            Passkeys passkeys,
            RecoveryCodes codes,
            MemberSessions sessions,
            Publication publication,
            Texts texts,
            @Qualifier("wall") Clock wall) {
        this.staff = staff;
        this.passkeys = passkeys;
        this.codes = codes;
        this.sessions = sessions;
        this.publication = publication;
        this.texts = texts;
        this.wall = wall;
    }

    @GetMapping("/desk/you")
    String show(Locale language, Model model) {
        var person = person();
        var day = DateTimeFormatter.ofPattern(texts.get(language, "staff.date"), language)
                .withZone(publication.newsroom().zone());
        model.addAttribute("person", person);
        model.addAttribute("passkeys", shown(passkeys.of(person.id()), day));
        int left = codes.left(person.id());
        model.addAttribute("codesLeft", texts.count(language, "staff.you.codesLeft", left));
        model.addAttribute("fresh", isFresh());
        return "staff/you";
    }

    @PostMapping("/desk/you/passkeys/{id}/removal")
    String remove(@PathVariable String id, Locale language) {
        requireFresh();
        if (!passkeys.remove(person().id(), id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:" + publication.site(language).to("/desk/you");
    }

    @GetMapping("/desk/you/codes")
    String beforeCodes(Model model) {
        model.addAttribute("fresh", isFresh());
        return "staff/codes";
    }

    /** Shown in this answer and never again. */
    @PostMapping("/desk/you/codes")
    String codes(Model model) {
        requireFresh();
        model.addAttribute("fresh", true);
        model.addAttribute(
                "codes",
                codes.renew(person().id()).stream().map(RecoveryCode::shown).toList());
        return "staff/codes";
    }

    private StaffMember person() {
        return staff.current().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private boolean isFresh() {
        return sessions.provedAt()
                .filter(at -> at.plus(PasskeyController.FRESH).isAfter(wall.instant()))
                .isPresent();
    }

    private void requireFresh() {
        if (!isFresh()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private static List<ShownPasskey> shown(List<Passkey> passkeys, DateTimeFormatter day) {
        return passkeys.stream()
                .map(each -> new ShownPasskey(
                        each.id(),
                        "staff.passkey." + each.kind(),
                        day.format(each.addedAt()),
                        day.format(each.usedAt())))
                .toList();
    }
}
