package org.broadsheet.sandbox.engine.billing;

import java.util.Optional;
import java.util.function.Consumer;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** What time does to a schedule: it starts, goes from phase to phase, announces its end and ends. */
public final class SchedulePace {
    private static final long NOTICE = 7 * 86_400L;

    private SchedulePace() {}

    public static @Nullable Long due(Doc schedule) {
        if (schedule.is("status", "not_started"))
            return schedule.objects("phases").getFirst().number("start_date");
        var current = Schedules.currentPhase(schedule);
        if (!schedule.is("status", "active") || current == null) return null;
        var end = current.number("end_date");
        var unnoticed = isLast(schedule, current) && !schedule.hidden().is("noticed");
        if (!unnoticed) return end;
        var soonest = Math.max(current.number("start_date"), Dates.decidedAt(schedule));
        return Math.min(end, Math.max(end - NOTICE, soonest));
    }

    private static boolean isLast(Doc schedule, Fields phase) {
        return schedule.objects("phases").getLast().number("start_date") == phase.number("start_date");
    }

    public static void process(Step step, Doc schedule) {
        if (schedule.is("status", "not_started")) {
            start(step, schedule);
            return;
        }
        var current = Schedules.currentPhase(schedule);
        if (current == null) return;
        if (current.number("end_date") > step.now()) {
            schedule.hidden().set("noticed", true);
            step.tell("subscription_schedule.expiring", schedule);
        } else if (isLast(schedule, current)) {
            finish(step, schedule);
        } else {
            schedule.objects("phases").stream()
                    .filter(phase -> phase.number("start_date") == current.number("end_date"))
                    .findFirst()
                    .ifPresent(next -> goOn(step, schedule, next));
        }
    }

    /** Before the subscription renews: the new period is one of the new phase. */
    static boolean comesFirst(Step step, Doc subscription) {
        var schedule = step.find(subscription.find("schedule"));
        var due = schedule == null ? null : due(schedule);
        if (schedule == null || due == null || due > step.now()) return false;
        process(step, schedule);
        return true;
    }

    static void start(Step step, Doc schedule) {
        var phase = schedule.objects("phases").getFirst();
        if (!canBe(step, rehearsal -> begin(rehearsal, rehearsal.need(schedule.id()), phase))) {
            abort(step, schedule);
            return;
        }
        begin(step, schedule, phase);
    }

    private static void begin(Step step, Doc schedule, Fields phase) {
        var method = phase.maybe("default_payment_method")
                .or(() -> schedule.maybe("default_settings.default_payment_method"));
        var description = phase.maybe("description").or(() -> schedule.maybe("default_settings.description"));
        var wish = Fields.empty()
                .set("customer", schedule.text("customer"))
                .set("billing_mode", schedule.node("billing_mode"))
                .set("items", Phases.wishes(phase))
                .set("metadata", phase.node("metadata"))
                .set("description", description.orElse(null))
                .set("proration_behavior", phase.text("proration_behavior"));
        method.ifPresent(id -> wish.set("default_payment_method", id));
        if (phase.isSet("trial_end")) wish.set("trial_end", phase.text("trial_end"));
        schedule.set("status", "active");
        SubscriptionStart.scheduled(step, wish, subscription -> Schedules.attach(schedule, subscription, phase));
        step.tell("subscription_schedule.updated", schedule);
    }

    private static void goOn(Step step, Doc schedule, Fields phase) {
        if (!canBe(step, rehearsal -> apply(rehearsal, rehearsal.need(schedule.id()), phase, Optional.empty()))) {
            abort(step, schedule);
            return;
        }
        Schedules.enter(schedule, phase);
        step.tell("subscription_schedule.updated", schedule);
        apply(step, schedule, phase, Optional.empty());
    }

    /** Makes the subscription what the phase says. */
    static void apply(Step step, Doc schedule, Fields phase, Optional<String> prorationBehavior) {
        var subscription = step.find(schedule.find("subscription"));
        if (subscription == null) return;
        var wish = Fields.empty()
                .set("items", Phases.changesTo(phase, subscription))
                .set("proration_behavior", prorationBehavior.orElse(phase.text("proration_behavior")));
        if (phase.is("billing_cycle_anchor", "phase_start") && phase.number("start_date") == step.now())
            wish.set("billing_cycle_anchor", "now");
        if (phase.isSet("trial_end") && phase.number("trial_end") > step.now())
            wish.remove("billing_cycle_anchor").set("trial_end", phase.text("trial_end"));
        if (phase.isSet("default_payment_method"))
            wish.set("default_payment_method", phase.text("default_payment_method"));
        if (!phase.object("metadata").json().isEmpty()) wish.set("metadata", phase.node("metadata"));
        if (phase.isSet("description")) wish.set("description", phase.text("description"));
        Subscriptions.change(step, subscription, wish);
    }

    private static void finish(Step step, Doc schedule) {
        if (schedule.is("end_behavior", "release")) {
            Schedules.release(step, schedule);
            return;
        }
        var subscription = step.find(schedule.find("subscription"));
        schedule.set("status", "completed").set("completed_at", step.now()).set("current_phase", null);
        step.tell("subscription_schedule.completed", schedule);
        if (subscription != null && Subscriptions.lives(subscription)) Ending.asPlanned(step, subscription);
    }

    /** What was possible when it was planned may not be any more: a price that is no longer sold, a card that is gone. */
    private static boolean canBe(Step step, Consumer<Step> work) {
        try {
            work.accept(step.rehearsal(step.now()));
            return true;
        } catch (Problem impossible) {
            return false;
        }
    }

    static void abort(Step step, Doc schedule) {
        schedule.set("status", "canceled").set("canceled_at", step.now()).set("current_phase", null);
        step.tell("subscription_schedule.aborted", schedule);
        Schedules.setFree(step, schedule.find("subscription"));
    }
}
