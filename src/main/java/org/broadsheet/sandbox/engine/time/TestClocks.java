package org.broadsheet.sandbox.engine.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Subscriptions;

/** Clocks that stand still until somebody moves them, and with them their customers. */
public final class TestClocks {
    public static final String KIND = "test_helpers.test_clock";
    private static final long THIRTY_DAYS = 30 * 86_400L;
    private static final long LATEST = 4_102_444_800L;
    private static final int CUSTOMERS = 3;

    private TestClocks() {}

    public static Doc create(Step step, Fields given) {
        var frozen = given.number("frozen_time");
        if (frozen < 1 || frozen > LATEST)
            throw Problem.invalid("frozen_time", "Invalid timestamp: must be between the years 1970 and 2100.");

        var clock = step.create(KIND, Ids.fresh("clock_"));
        clock.set("frozen_time", frozen)
                .set("deletes_after", step.realNow() + THIRTY_DAYS)
                .set("name", given.find("name"))
                .set("status", "ready");
        step.tell("test_helpers.test_clock.created", clock);
        return clock;
    }

    /** The step goes on in the clock's time, so that whoever is made in it lives there. */
    public static void join(Step step, String id) {
        var clock = step.get(KIND, id, "test_clock");
        if (step.like("customer", Fields.empty().set("test_clock", id)).size() >= CUSTOMERS)
            throw Problem.invalid("test_clock", "You can only add up to " + CUSTOMERS + " customers to a test clock.");
        step.follow(clock);
    }

    /** Only begins: the time in between passes step by step, and {@link #arrive} ends it. */
    public static Doc advance(Step step, Doc clock, Fields given) {
        if (clock.is("status", "advancing"))
            throw Problem.invalid(
                    null,
                    "test_clock_advancing",
                    "This test clock is still advancing. Wait until it is ready before you advance it again.");
        if (clock.is("status", "internal_failure"))
            throw Problem.invalid(null, "This test clock has failed and cannot be advanced any more.");
        var target = given.number("frozen_time");
        if (target <= clock.number("frozen_time"))
            throw Problem.invalid(
                    "frozen_time", "The test clock can only go forward: frozen_time must be after its current one.");
        var furthest = furthest(step, clock);
        if (target > furthest)
            throw Problem.invalid(
                    "frozen_time",
                    "Cannot advance more than two intervals of the shortest subscription, or two years without one: at most to "
                            + furthest + ".");

        clock.set("status", "advancing")
                .set(
                        "status_details",
                        Fields.empty().set("advancing", Fields.empty().set("target_frozen_time", target)));
        clock.hidden().set("time", clock.number("frozen_time"));
        step.tell("test_helpers.test_clock.advancing", clock);
        return clock;
    }

    private static long furthest(Step step, Doc clock) {
        var now = LocalDateTime.ofInstant(Instant.ofEpochSecond(clock.number("frozen_time")), ZoneOffset.UTC);
        return step.like("subscription", Fields.empty().set("test_clock", clock.id())).stream()
                .filter(Subscriptions::lives)
                .flatMap(subscription -> subscription.objects("items.data").stream())
                .map(item -> item.object("price.recurring"))
                .map(each -> twice(now, each.text("interval"), each.number("interval_count", 1)))
                .min(Comparator.naturalOrder())
                .orElse(now.plusYears(2))
                .toEpochSecond(ZoneOffset.UTC);
    }

    private static LocalDateTime twice(LocalDateTime now, String interval, long count) {
        return switch (interval) {
            case "day" -> now.plusDays(2 * count);
            case "week" -> now.plusWeeks(2 * count);
            case "month" -> now.plusMonths(2 * count);
            default -> now.plusYears(2 * count);
        };
    }

    /** While time passes on a clock, nobody else changes what lives on it. */
    public static void protect(Step step) {
        for (var changed : step.changed()) {
            var id = changed.hidden().find("test_clock");
            var clock = id == null ? null : step.find(id);
            if (clock != null && clock.is("status", "advancing"))
                throw new Problem(
                        429,
                        "invalid_request_error",
                        "lock_timeout",
                        null,
                        "Test clock advancement underway - cannot perform modifications: " + id);
        }
    }

    public static long target(Doc clock) {
        return clock.number("status_details.advancing.target_frozen_time");
    }

    /** Everything that was due on the way is done. */
    public static void arrive(Step step, Doc clock) {
        if (!clock.is("status", "advancing")) return;
        clock.set("frozen_time", target(clock)).set("status", "ready").set("status_details", Fields.empty());
        clock.hidden().remove("time");
        step.tell("test_helpers.test_clock.ready", clock);
    }

    /** Where it was going cannot be reached; it stays where it is. */
    public static void giveUp(Step step, Doc clock) {
        clock.set("status", "internal_failure").set("status_details", Fields.empty());
        clock.hidden().remove("time");
        step.tell("test_helpers.test_clock.internal_failure", clock);
    }

    /** Its customers go with it, and all that is theirs. */
    public static void delete(Step step, Doc clock) {
        step.onClock(clock.id()).forEach(step::remove);
        step.tell("test_helpers.test_clock.deleted", clock);
        step.remove(clock);
    }
}
