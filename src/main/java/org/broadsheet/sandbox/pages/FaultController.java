package org.broadsheet.sandbox.pages;

import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.store.Fault;
import org.broadsheet.sandbox.store.Faults;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** What is to go wrong. */
@Controller
class FaultController {
    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    /** A fault in the words of the form that orders it. */
    record Shown(String kind, String count, String matches, String moment, int seconds, int status) {}

    static List<Shown> shown(List<Fault> faults) {
        return faults.stream()
                .map(fault -> new Shown(
                        fault.kind().name().toLowerCase(Locale.ROOT),
                        fault.remaining() == null ? "all" : fault.remaining().toString(),
                        fault.matches() == null ? "" : fault.matches(),
                        fault.moment().name().toLowerCase(Locale.ROOT),
                        fault.seconds(),
                        fault.status()))
                .toList();
    }

    @GetMapping("/_sandbox/faults")
    ResponseEntity<List<Shown>> list() {
        return ResponseEntity.ok(shown(faults.all()));
    }

    @PostMapping("/_sandbox/faults")
    ResponseEntity<?> order(
            @RequestParam String kind,
            @RequestParam(defaultValue = "1") String count,
            @RequestParam(defaultValue = "") String matches,
            @RequestParam(defaultValue = "before") String moment,
            @RequestParam(defaultValue = "0") int seconds,
            @RequestParam(defaultValue = "500") int status,
            @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        if (kind.equals("none")) {
            faults.clear();
            return Answers.done(accept, shown(faults.all()));
        }
        if (!count.matches("all|[1-9]\\d{0,5}")) return Answers.refused("count is a number from 1, or all.");
        if (seconds < 0 || seconds > 600) return Answers.refused("seconds is a number from 0 to 600.");
        if (status < 400 || status > 599) return Answers.refused("status is a number from 400 to 599.");
        try {
            faults.order(new Fault(
                    0,
                    Fault.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                    remaining(count),
                    matches.isBlank() ? null : matches.strip(),
                    Fault.Moment.valueOf(moment.toUpperCase(Locale.ROOT)),
                    seconds,
                    status));
        } catch (IllegalArgumentException unknown) {
            return Answers.refused(
                    "kind is drop, duplicate, delay, answer, hang, reset, decline or none; moment is before or after.");
        }
        return Answers.done(accept, shown(faults.all()));
    }

    private static @Nullable Integer remaining(String count) {
        return count.equals("all") ? null : Integer.valueOf(count);
    }
}
