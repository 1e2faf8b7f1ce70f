package org.broadsheet.sandbox.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.sandbox.store.Faults;
import org.broadsheet.sandbox.store.Outbox;
import org.broadsheet.sandbox.store.Parked;
import org.broadsheet.sandbox.store.SandboxClock;
import org.broadsheet.sandbox.store.TimeMachine;
import org.broadsheet.sandbox.store.Told;
import org.broadsheet.sandbox.store.Works;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;

/** The page behind the scenes: what has happened, who was told, and what can be made to happen. */
@Controller
class ControlController {
    private static final int EVENTS = 40;
    private static final int THINGS = 10;

    private final Works works;
    private final Outbox outbox;
    private final Faults faults;
    private final SandboxClock clock;
    private final TimeMachine time;
    private final Words words;

    ControlController(Works works, Outbox outbox, Faults faults, SandboxClock clock, TimeMachine time, Words words) {
        this.works = works;
        this.outbox = outbox;
        this.faults = faults;
        this.clock = clock;
        this.time = time;
        this.words = words;
    }

    /** The same for tools. */
    record State(
            long offset_seconds,
            long now,
            int pending_deliveries,
            List<Map<String, Object>> faults,
            Map<String, String> settings,
            List<Parked> parked,
            List<Told> events) {}

    @GetMapping(path = "/_sandbox", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(HttpServletRequest request) {
        var locale = SpokenLocale.of(request.getLocale());
        var now = clock.now();
        return new ModelAndView("control")
                .addObject("today", words.moment(locale, now))
                .addObject("ahead", words.duration(locale, clock.offset()))
                .addObject("pending", outbox.pending())
                .addObject(
                        "parked",
                        works.parked().stream()
                                .map(parked -> new ParkedRow(parked.id(), page(parked), parked.why()))
                                .toList())
                .addObject("faults", FaultOrder.shown(faults.all()))
                .addObject("kinds", FaultOrder.KINDS)
                .addObject("settings", SettingRow.all(works.settings(), words, locale))
                .addObject("endpoints", works.newest("webhook_endpoint", EVENTS))
                .addObject(
                        "invoices",
                        works.newest("invoice", THINGS).stream()
                                .map(invoice -> ThingRow.invoice(invoice, words, locale))
                                .toList())
                .addObject(
                        "customers",
                        works.newest("customer", THINGS).stream()
                                .filter(customer -> !customer.is("deleted"))
                                .map(customer -> ThingRow.customer(customer, words, locale))
                                .toList())
                .addObject(
                        "events",
                        outbox.newest(EVENTS).stream()
                                .map(told -> EventRow.of(told, words, locale))
                                .toList())
                .addObject(
                        "sessions",
                        works.newest("checkout.session", THINGS).stream()
                                .map(session -> ThingRow.session(session, words, locale))
                                .toList())
                .addObject(
                        "subscriptions",
                        works.newest("subscription", THINGS).stream()
                                .map(subscription -> ThingRow.subscription(subscription, words, locale))
                                .toList())
                .addObject("cards", CardHelp.all(words, locale));
    }

    /** Where it can be looked at, if it has a page of its own. */
    private @Nullable String page(Parked parked) {
        return works.ownerOf(parked.id(), parked.kind())
                .flatMap(account -> works.read(
                        account,
                        step -> Optional.ofNullable(step.find(parked.id()))
                                .flatMap(thing -> parked.kind().equals("checkout.session")
                                        ? Optional.of("/c/pay/" + parked.id())
                                        : thing.maybe("hosted_invoice_url"))))
                .orElse(null);
    }

    @GetMapping(path = "/_sandbox/help", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView help(HttpServletRequest request) {
        var locale = SpokenLocale.of(request.getLocale());
        return new ModelAndView("help")
                .addObject("lines", Help.lines("http://" + request.getHeader("Host"), words, locale));
    }

    @GetMapping(path = "/_sandbox", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<State> state() {
        return ResponseEntity.ok(new State(
                clock.offset(),
                clock.now(),
                outbox.pending(),
                FaultOrder.shown(faults.all()),
                works.settings().asWords(),
                works.parked(),
                outbox.newest(EVENTS)));
    }

    @PostMapping("/_sandbox/reset")
    ResponseEntity<?> reset(@RequestHeader(name = "Accept", defaultValue = "") String accept) {
        time.reset();
        return Answers.done(accept, Map.of("reset", true));
    }
}
