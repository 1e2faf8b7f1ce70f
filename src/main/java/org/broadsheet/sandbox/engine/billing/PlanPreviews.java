package org.broadsheet.sandbox.engine.billing;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** A plan in a rehearsal: a known one with the changes that somebody thinks of, or one that is not there yet. */
final class PlanPreviews {
    private static final String[] OF_THE_PLAN = {"phases", "end_behavior", "proration_behavior"};

    private PlanPreviews() {}

    static Doc plan(Step step, Fields given) {
        var details = given.findObject("schedule_details");
        var wish = details == null ? Fields.empty() : Fields.empty().take(details, OF_THE_PLAN);
        if (!given.isSet("schedule")) return fresh(step, given, wish, details);

        var schedule = step.get("subscription_schedule", given.text("schedule"), "schedule");
        if (given.isSet("customer") && !schedule.is("customer", given.text("customer")))
            throw Problem.invalid("schedule", "The schedule given does not belong to the customer given.");
        if (details == null) return schedule;
        if (details.isSet("billing_mode"))
            throw Problem.invalid("schedule_details[billing_mode]", "A plan that is there keeps its billing mode.");
        return Schedules.update(step, schedule, wish);
    }

    private static Doc fresh(Step step, Fields given, Fields wish, @Nullable Fields details) {
        if (!given.isSet("customer")) throw Problem.missingParameter("customer");
        var begin = wish.objects("phases").isEmpty()
                ? null
                : wish.objects("phases").getFirst().find("start_date");
        wish.set("customer", given.text("customer")).set("start_date", begin);
        if (details != null) wish.take(details, "billing_mode");
        return Schedules.create(step, wish);
    }

    /** The invoice that the plan's beginning or its change has drafted, if any. */
    static @Nullable Doc dueNow(Step step, Doc schedule) {
        if (schedule.is("status", "not_started")) {
            var begin = schedule.objects("phases").getFirst().number("start_date");
            var then = step.rehearsal(begin);
            var started = then.need(schedule.id());
            SchedulePace.start(then, started);
            var subscription = then.find(started.find("subscription"));
            return subscription == null ? null : then.find(subscription.find("latest_invoice"));
        }
        var subscription = step.find(schedule.find("subscription"));
        var latest = subscription == null ? null : step.find(subscription.find("latest_invoice"));
        return latest != null && step.isNew(latest) ? latest : null;
    }
}
