package org.broadsheet.sandbox.engine.billing;

import java.util.Comparator;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.discounts.Discounts;
import org.broadsheet.sandbox.engine.invoices.Invoices;
import org.broadsheet.sandbox.engine.periods.PeriodEnds;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice would say. The beginning, the change or the renewal is carried out by the same rules as in earnest,
 * in a rehearsal that nobody saves; so the preview is the invoice that follows, to the cent.
 */
public final class Previews {
    private static final String[] CHANGES = {
        "items",
        "proration_behavior",
        "proration_date",
        "trial_end",
        "cancel_at",
        "cancel_at_period_end",
        "billing_mode"
    };

    private Previews() {}

    public static Doc preview(Step step, Fields given) {
        var rehearsal = step.rehearsal(step.now());
        if (given.isSet("schedule") || given.isSet("schedule_details")) return shown(ofPlan(rehearsal, given));
        var subscription = subscription(rehearsal, given);
        var invoice = subscription == null ? ofNew(rehearsal, given) : ofKnown(rehearsal, subscription, given);
        if (invoice == null) throw none(given);

        return shown(invoice);
    }

    /** What a change makes due at once, if anything, and the charge after that, if there is one. */
    public record Outlook(@Nullable Doc dueNow, @Nullable Doc next) {}

    public static Outlook ofChange(Step step, Doc subscription, Fields change) {
        var rehearsal = step.rehearsal(step.now());
        var changed = rehearsal.need(subscription.id());
        var dueNow = SubscriptionChange.draft(rehearsal, changed, change);
        return new Outlook(dueNow, next(rehearsal, changed));
    }

    /** What a plan, as it is or as it would be, makes due next. */
    private static Doc ofPlan(Step step, Fields given) {
        for (var other : List.of("subscription", "subscription_details", "invoice_items", "discounts"))
            if (given.isSet(other))
                throw Problem.invalid(other, "You cannot pass `" + other + "` when previewing a schedule.");
        var schedule = PlanPreviews.plan(step, given);
        var invoice = PlanPreviews.dueNow(step, schedule);
        var subscription = step.find(schedule.find("subscription"));
        if (invoice == null && subscription != null && Subscriptions.lives(subscription))
            invoice = next(step, subscription);
        if (invoice == null) throw none(given);
        return invoice;
    }

    private static Problem none(Fields given) {
        return new Problem(
                404,
                "invalid_request_error",
                "invoice_upcoming_none",
                null,
                "No upcoming invoices for customer: "
                        + given.maybe("customer")
                                .orElse(given.maybe("subscription").orElse("")));
    }

    private static @Nullable Doc subscription(Step step, Fields given) {
        if (!given.isSet("subscription")) return newest(step, given);
        var subscription = step.get("subscription", given.text("subscription"), "subscription");
        if (given.isSet("customer") && !subscription.is("customer", given.text("customer")))
            throw Problem.invalid("subscription", "The subscription given does not belong to the customer given.");
        if (!Subscriptions.lives(subscription)) throw none(given);

        return subscription;
    }

    /** Without items for a new one, whichever of the customer's subscriptions is billed next. */
    private static @Nullable Doc newest(Step step, Fields given) {
        if (!given.isSet("customer")) throw Problem.missingParameter("customer");
        var customer = step.get("customer", given.text("customer"), "customer");
        if (given.isSet("subscription_details.items")) return null;

        return step.like("subscription", Fields.empty().set("customer", customer.id())).stream()
                .filter(Subscriptions::lives)
                .min(Comparator.comparingLong(PeriodEnds::first))
                .orElseThrow(() -> none(given));
    }

    private static @Nullable Doc ofNew(Step step, Fields given) {
        var wish = wish(given);
        var anchor = given.find("subscription_details.billing_cycle_anchor");
        if (anchor != null && anchor.matches("\\d{1,12}")) wish.set("billing_cycle_anchor", Long.parseLong(anchor));
        else if (anchor != null && !anchor.equals("now"))
            throw Problem.invalid("subscription_details[billing_cycle_anchor]", "Invalid timestamp: " + anchor);
        wish.take(given, "customer", "currency", "discounts").set("payment_behavior", "default_incomplete");
        if (given.isSet("invoice_items")) wish.set("add_invoice_items", given.list("invoice_items"));
        return SubscriptionStart.draft(step, wish).invoice();
    }

    private static @Nullable Doc ofKnown(Step step, Doc subscription, Fields given) {
        var wish = wish(given);
        var anchor = given.find("subscription_details.billing_cycle_anchor");
        if (anchor != null && !anchor.equals("now") && !anchor.equals("unchanged"))
            throw Problem.invalid(
                    "subscription_details[billing_cycle_anchor]",
                    "`billing_cycle_anchor` must be one of now, unchanged for an existing subscription.");
        if (anchor != null) wish.set("billing_cycle_anchor", anchor);
        if (given.has("discounts"))
            Discounts.onSubscription(step, subscription, Fields.empty().take(given, "discounts"));
        Extras.add(step, subscription, Fields.empty().set("add_invoice_items", given.list("invoice_items")));
        if (given.is("subscription_details.cancel_now"))
            return Ending.lastInvoice(step, subscription, !wish.is("proration_behavior", "none"), true);

        var atOnce = SubscriptionChange.isAsked(wish) ? SubscriptionChange.draft(step, subscription, wish) : null;
        SubscriptionSettings.takeEnd(step, subscription, wish);
        return atOnce != null ? atOnce : next(step, subscription);
    }

    private static Fields wish(Fields given) {
        var details = given.findObject("subscription_details");
        return details == null ? Fields.empty() : Fields.empty().take(details, CHANGES);
    }

    private static @Nullable Doc next(Step step, Doc subscription) {
        var end = PeriodEnds.first(subscription);
        var stops = subscription.findNumber("cancel_at");
        if (stops != null && stops <= end) {
            var last = step.rehearsal(stops);
            return Ending.billWhatWaits(last, last.need(subscription.id()));
        }
        if (subscription.is("status", "incomplete")) return null;
        var later = step.rehearsal(end);
        var renewed = later.need(subscription.id());
        SchedulePace.comesFirst(later, renewed);
        return Renewal.draft(later, renewed);
    }

    private static Doc shown(Doc invoice) {
        var id = Ids.fresh("upcoming_in_");
        for (var line : invoice.objects("lines.data"))
            line.set("id", Ids.fresh("il_tmp_")).set("invoice", id);
        return invoice.set("id", id)
                .set("billing_reason", "upcoming")
                .set("lines.url", "/v1/invoices/" + id + "/lines")
                .set("next_payment_attempt", invoice.created() + Invoices.AN_HOUR);
    }

    /** What the next invoice will say, a week ahead: an invoice without an id, since it is none yet. */
    static void announce(Step step, Doc subscription) {
        var rehearsal = step.rehearsal(step.now());
        var coming = next(rehearsal, rehearsal.need(subscription.id()));
        if (coming == null) return;
        var shown = new Fields(shown(coming).json()).remove("id");
        step.tell("invoice.upcoming", subscription.id(), Fields.empty().set("object", shown));
    }
}
