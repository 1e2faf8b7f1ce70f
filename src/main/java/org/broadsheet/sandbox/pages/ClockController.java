package org.broadsheet.sandbox.pages;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.sandbox.store.SandboxClock;
import org.broadsheet.sandbox.store.TimeMachine;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The sandbox's time: told, and moved forward. */
@Controller
class ClockController {
    private final SandboxClock clock;
    private final TimeMachine time;

    ClockController(SandboxClock clock, TimeMachine time) {
        this.clock = clock;
        this.time = time;
    }

    /** What the product's own clock follows. */
    record Reading(long offset_seconds, long now) {}

    @GetMapping(path = "/_sandbox/clock", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Reading> tell() {
        return ResponseEntity.ok(reading());
    }

    @PostMapping("/_sandbox/clock")
    Object move(
            @RequestParam @Nullable String step,
            @RequestParam @Nullable Long seconds,
            @RequestParam @Nullable String until,
            @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        if (Stream.of(step, seconds, until).filter(Objects::nonNull).count() != 1)
            return Answers.refused(accept, "Say one of step=day|month|year, seconds=N and until=MOMENT.");
        try {
            if (step != null) time.leap(TimeMachine.Leap.valueOf(step.toUpperCase(Locale.ROOT)));
            if (seconds != null) time.forward(seconds);
            if (until != null) time.until(moment(until));
        } catch (IllegalArgumentException wrong) {
            return Answers.refused(
                    accept, step == null ? String.valueOf(wrong.getMessage()) : "A step is day, month or year.");
        }
        return Answers.done(accept, reading());
    }

    private static long moment(String text) {
        try {
            return text.matches("\\d{1,12}")
                    ? Long.parseLong(text)
                    : Instant.parse(text).getEpochSecond();
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException("A moment is 2027-01-31T12:00:00Z, or seconds since 1970.");
        }
    }

    private Reading reading() {
        var offset = clock.offset();
        return new Reading(offset, clock.now());
    }
}
