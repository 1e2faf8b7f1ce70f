package org.broadsheet.operations;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.payments.Case;
import org.broadsheet.payments.Cases;
import org.broadsheet.payments.Inbox;
import org.broadsheet.payments.InboxEntry;
import org.broadsheet.payments.InboxEntry.State;
import org.broadsheet.payments.Sweep;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Standing;
import org.broadsheet.publication.Texts;
import org.broadsheet.staff.AuditTrail;
import org.broadsheet.staff.Role;
import org.broadsheet.staff.Staff;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What Stripe told us, what waits for somebody's decision, and the two ways to try again. */
@Controller
class InboxPages {
    private static final int SIZE = 50;
    private static final int MOST_CASES = 100;
    private static final int LONGEST_NOTE = 500;
    private static final Set<String> TOLD =
            Set.of("replayed", "gone", "note", "closed", "swept", "unreachable", "moved");

    private final Inbox inbox;
    private final Cases cases;
    private final Sweep sweep;
    private final Standing standing;
    private final Staff staff;
    private final AuditTrail audit;
    private final Publication publication;
    private final Texts texts;

    InboxPages(
            Inbox inbox,
            Cases cases,
            Sweep sweep,
            Standing standing,
            Staff staff,
            AuditTrail audit,
            Publication publication,
            Texts texts) {
        this.inbox = inbox;
        this.cases = cases;
        this.sweep = sweep;
        this.standing = standing;
        this.staff = staff;
        this.audit = audit;
        this.publication = publication;
        this.texts = texts;
    }

    /** As the page shows it. */
    record ShownState(String key, long count) {}

    record ShownCase(String id, String kind, String subject, String since, String machine) {}

    record ShownEvent(
            String id,
            String type,
            String object,
            @Nullable String version,
            String received,
            String machine,
            String why,
            String tries,
            @Nullable String next,
            boolean replayable) {}

    @GetMapping("/desk/inbox")
    String show(
            @RequestParam(defaultValue = "dead") String state,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String told,
            Locale language,
            Model model) {
        var wanted = Arrays.stream(State.values())
                .filter(each -> each.key().equals(state))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        int number = Math.max(1, page);
        var entries = inbox.entries(wanted, SIZE + 1, (number - 1L) * SIZE);
        var counts = inbox.counts();
        model.addAttribute("told", TOLD.contains(told) ? told : null);
        model.addAttribute(
                "copyOf",
                standing.mayAct()
                        ? null
                        : standing.known().map(Standing.Place::base).orElse(null));
        model.addAttribute("here", standing.here().base());
        model.addAttribute("state", state);
        model.addAttribute(
                "states",
                Stream.of(State.DEAD, State.WAITING, State.IGNORED, State.DONE)
                        .map(each -> new ShownState(each.key(), counts.getOrDefault(each, 0L)))
                        .toList());
        model.addAttribute("page", number);
        model.addAttribute("before", number > 1);
        model.addAttribute("after", entries.size() > SIZE);
        model.addAttribute(
                "events",
                entries.stream().limit(SIZE).map(each -> shown(each, language)).toList());
        model.addAttribute(
                "cases",
                cases.open(MOST_CASES).stream()
                        .map(each -> shown(each, language))
                        .toList());
        return "operations/inbox";
    }

    @PostMapping("/desk/inbox/{event}/replays")
    String replay(@PathVariable String event, Locale language) {
        boolean queued = inbox.replay(event);
        if (queued) {
            audit.record("inbox.replayed", "stripe_event", event, "");
        }
        return back(language, queued ? "replayed" : "gone");
    }

    @PostMapping("/desk/inbox/cases/{id}/closing")
    String close(@PathVariable UUID id, @RequestParam String note, Locale language) {
        var text = note.strip();
        if (text.isEmpty() || text.length() > LONGEST_NOTE) {
            return back(language, "note");
        }
        var person = staff.current().orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        if (cases.close(id, person.id().value(), text)) {
            audit.record("case.closed", "case", id.toString(), "");
        }
        return back(language, "closed");
    }

    @PostMapping("/desk/inbox/sweeps")
    String compare(@RequestParam(defaultValue = "usual") String reach, Locale language) {
        audit.record("stripe.compared", "account", reach.equals("everything") ? "everything" : "usual", "");
        boolean answered = reach.equals("everything") ? sweep.everything() : sweep.deep();
        return back(language, answered ? "swept" : "unreachable");
    }

    /** That this is no copy is for an owner to say: if it is one, readers are charged twice. */
    @PostMapping("/desk/inbox/standing")
    String moved(Locale language) {
        if (staff.current().filter(person -> person.may(Role.OWNER)).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        standing.confirm();
        audit.record(
                "newsroom.moved",
                "newsroom",
                standing.here().base().toString(),
                standing.here().mode());
        return back(language, "moved");
    }

    private String back(Locale language, String told) {
        return "redirect:" + publication.site(language).to("/desk/inbox?told=" + told);
    }

    private ShownCase shown(Case each, Locale language) {
        return new ShownCase(
                each.id().toString(),
                each.kind().key(),
                each.subject(),
                moment(each.raisedAt(), language),
                each.raisedAt().toString());
    }

    private ShownEvent shown(InboxEntry each, Locale language) {
        return new ShownEvent(
                each.id(),
                each.type(),
                each.objectId(),
                each.apiVersion(),
                moment(each.receivedAt(), language),
                each.receivedAt().toString(),
                why(each.why(), language),
                texts.count(language, "operations.event.tries", each.attempts()),
                each.state() == State.WAITING ? moment(each.nextAttemptAt(), language) : null,
                each.replayable());
    }

    private String why(@Nullable String why, Locale language) {
        return switch (why) {
            case null -> texts.get(language, "operations.why.none");
            case "parked", "foreign", "other_mode", "unreachable", "busy" ->
                texts.get(language, "operations.why." + why);
            default -> texts.get(language, "operations.why.other", why);
        };
    }

    private String moment(Instant at, Locale language) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(publication.newsroom().zone())
                .format(at);
    }
}
