package org.broadsheet.sandbox.engine.billing;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.jspecify.annotations.Nullable;

/** Plans for subscriptions: what they will consist of from which date on, and what follows the last phase. */
public final class Schedules {
    private static final long FIVE_YEARS = 5 * 366 * 86_400L;

    private Schedules() {}

    public static Doc create(Step step, Fields given) {
        var running = given.find("from_subscription");
        var schedule = step.create("subscription_schedule", Ids.fresh("sub_sched_"));
        if (running != null) fromRunning(step, schedule, running, given);
        else fromScratch(step, schedule, given);
        return schedule;
    }

    private static void fromRunning(Step step, Doc schedule, String running, Fields given) {
        for (var param : given.json().propertyNames())
            if (!param.equals("from_subscription"))
                throw Problem.invalid(
                        param,
                        "You cannot set `" + param + "` if `from_subscription` is set: update the schedule then.");
        var subscription = step.get("subscription", running, "from_subscription");
        if (!Subscriptions.lives(subscription) || subscription.is("status", "incomplete"))
            throw Problem.invalid(
                    "from_subscription",
                    "You cannot migrate a subscription that is `" + subscription.find("status") + "`.");
        if (subscription.isSet("schedule"))
            throw Problem.invalid(
                    "from_subscription",
                    "You cannot migrate a subscription that is already attached to a schedule: "
                            + subscription.find("schedule") + ".");

        var phase = Phases.ofRunning(subscription);
        schedule.set("customer", subscription.text("customer"))
                .set("billing_mode", subscription.node("billing_mode"))
                .set("phases", List.of(phase))
                .set("status", "active");
        attach(schedule, subscription, phase);
        step.tell("subscription_schedule.created", schedule);
        step.tell("customer.subscription.updated", subscription);
    }

    private static void fromScratch(Step step, Doc schedule, Fields given) {
        var id = given.find("customer");
        if (id == null) throw Problem.missingParameter("customer");
        var customer = step.get("customer", id, "customer");
        schedule.set("customer", customer.id());
        if (given.is("billing_mode.type", "classic"))
            schedule.set("billing_mode", Fields.empty().set("flexible", null).set("type", "classic"));
        takeSettings(step, schedule, given);
        var start = startDate(step, given);
        schedule.set("phases", Phases.of(step, schedule, given.objects("phases"), start))
                .set("status", "not_started");
        step.tell("subscription_schedule.created", schedule);
        if (start <= step.now()) SchedulePace.start(step, schedule);
    }

    private static long startDate(Step step, Fields given) {
        var wish = given.find("start_date");
        if (wish == null || wish.equals("now")) return step.now();
        var date = Phases.timestamp(wish, "start_date");
        if (date < step.now())
            throw Problem.invalid("start_date", "This sandbox does not start schedules in the past.");
        if (date > step.now() + FIVE_YEARS)
            throw Problem.invalid("start_date", "The start date must be within five years.");
        return date;
    }

    private static void takeSettings(Step step, Doc schedule, Fields given) {
        schedule.mergeMetadata(given);
        if (given.isSet("end_behavior")) schedule.set("end_behavior", given.text("end_behavior"));
        var settings = given.findObject("default_settings");
        if (settings == null) return;
        var method = settings.find("default_payment_method");
        if (method != null) PaymentMethods.requireAttached(step, method, schedule.text("customer"));
        schedule.object("default_settings").take(settings, "default_payment_method", "description");
    }

    static void attach(Doc schedule, Doc subscription, Fields phase) {
        subscription.set("schedule", schedule.id());
        schedule.set("subscription", subscription.id());
        enter(schedule, phase);
    }

    static void enter(Doc schedule, Fields phase) {
        schedule.set(
                "current_phase",
                Fields.empty().set("end_date", phase.number("end_date")).set("start_date", phase.number("start_date")));
    }

    public static Doc update(Step step, Doc schedule, Fields given) {
        checkRuns(schedule, "updated");
        takeSettings(step, schedule, given);
        if (given.isSet("phases")) takePhases(step, schedule, given);
        step.tell("subscription_schedule.updated", schedule);
        return schedule;
    }

    /** What is over stays as it was; the current phase can change, but not when it began. */
    private static void takePhases(Step step, Doc schedule, Fields given) {
        var current = currentPhase(schedule);
        var wishes = given.objects("phases");
        var begin = current == null
                ? schedule.objects("phases").getFirst().number("start_date")
                : current.number("start_date");
        var first = wishes.isEmpty() ? null : wishes.getFirst().find("start_date");
        if (current == null && first != null && !first.equals("now"))
            begin = Math.max(step.now(), Phases.timestamp(first, "phases[0][start_date]"));
        if (current == null && "now".equals(first)) begin = step.now();
        var fresh = Phases.of(step, schedule, wishes, begin);
        if (fresh.getFirst().number("end_date") <= step.now())
            throw Problem.invalid("phases[0][end_date]", "The current phase must end in the future.");

        var phases = new ArrayList<Fields>();
        if (current != null)
            for (var phase : schedule.objects("phases")) if (phase.number("end_date") <= begin) phases.add(phase);
        phases.addAll(fresh);
        schedule.set("phases", phases);
        schedule.hidden().remove("noticed");
        Dates.decide(step, schedule);
        if (current == null) return;
        enter(schedule, fresh.getFirst());
        SchedulePace.apply(step, schedule, fresh.getFirst(), given.maybe("proration_behavior"));
    }

    static @Nullable Fields currentPhase(Doc schedule) {
        var start = schedule.findNumber("current_phase.start_date");
        if (start == null) return null;
        return schedule.objects("phases").stream()
                .filter(phase -> phase.number("start_date") == start)
                .findFirst()
                .orElse(null);
    }

    private static void checkRuns(Doc schedule, String what) {
        if (!schedule.is("status", "active") && !schedule.is("status", "not_started"))
            throw Problem.invalid(
                    null,
                    "A subscription schedule that is `" + schedule.find("status") + "` cannot be " + what
                            + ": only one that is `not_started` or `active` can.");
    }

    /** Ends the plan and its subscription. */
    public static Doc cancel(Step step, Doc schedule, Fields given) {
        checkRuns(schedule, "canceled");
        var subscription = step.find(schedule.find("subscription"));
        end(step, schedule, "canceled", "subscription_schedule.canceled");
        if (subscription != null && Subscriptions.lives(subscription))
            Ending.atOnce(
                    step,
                    subscription.set("schedule", null),
                    Fields.empty()
                            .set("invoice_now", !given.has("invoice_now") || given.is("invoice_now"))
                            .set("prorate", !given.has("prorate") || given.is("prorate")));
        return schedule;
    }

    private static void end(Step step, Doc schedule, String status, String event) {
        schedule.set("status", status).set("current_phase", null);
        if (status.equals("canceled")) schedule.set("canceled_at", step.now());
        step.tell(event, schedule);
    }

    /** Ends the plan; the subscription goes on as it is. */
    public static Doc release(Step step, Doc schedule) {
        checkRuns(schedule, "released");
        var subscription = schedule.find("subscription");
        schedule.set("released_at", step.now())
                .set("released_subscription", schedule.find("subscription"))
                .set("subscription", null);
        end(step, schedule, "released", "subscription_schedule.released");
        setFree(step, subscription);
        return schedule;
    }

    /** It goes on as it is, and nothing is planned for it. */
    static void setFree(Step step, @Nullable String id) {
        var subscription = step.find(id);
        if (subscription == null || !Subscriptions.lives(subscription)) return;
        subscription.set("schedule", null);
        step.tell("customer.subscription.updated", subscription);
    }

    /** A plan without its subscription is no plan; one that ended for want of money was cut short. */
    static void subscriptionEnded(Step step, Doc subscription, String reason) {
        var schedule = step.find(subscription.find("schedule"));
        if (schedule == null || !schedule.is("status", "active")) return;
        end(
                step,
                schedule,
                "canceled",
                reason.equals("payment_failed") ? "subscription_schedule.aborted" : "subscription_schedule.canceled");
    }
}
