package org.broadsheet.sandbox.engine.billing;

import java.util.List;
import java.util.Set;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.periods.PeriodEnds;
import org.jspecify.annotations.Nullable;

/** Changes that wait for their money: what a subscription will be when the invoice is paid, or never. */
final class PendingUpdates {
    private static final long PATIENCE = 23 * 3_600L;
    private static final String PLACE = "pending";
    private static final Set<String> POSSIBLE = Set.of(
            "items",
            "proration_behavior",
            "proration_date",
            "billing_cycle_anchor",
            "trial_end",
            "payment_behavior",
            "off_session",
            "add_invoice_items",
            "expand");
    private static final List<String> CHANGED = List.of(
            "items",
            "billing_cycle_anchor",
            "billing_cycle_anchor_config",
            "status",
            "trial_start",
            "trial_end",
            "cancel_at");

    private PendingUpdates() {}

    static void check(Fields given) {
        for (var param : given.json().propertyNames())
            if (!POSSIBLE.contains(param))
                throw Problem.invalid(
                        param,
                        "When `payment_behavior=pending_if_incomplete` you can only pass supported params: " + param
                                + " is not one of them.");
    }

    /** An invoice that nobody has to pay: unpaid, the change does not come, and that is all. */
    static void mark(Doc invoice) {
        invoice.hidden().set("optional", true);
    }

    /** Once the change has come, its invoice is owed like any other. */
    static void unmark(@Nullable Doc invoice) {
        if (invoice != null) invoice.hidden().remove("optional");
    }

    static boolean isMarked(Doc invoice) {
        return invoice.hidden().is("optional");
    }

    /** Puts the subscription back as it was before the change, which waits for the invoice. */
    static void wait(Step step, Doc subscription, Doc before, Doc invoice) {
        var after = subscription.copy();
        for (var key : CHANGED) subscription.set(key, before.node(key));
        subscription.hidden().set("debits", before.hidden().list("debits"));
        var changes = Fields.empty();
        for (var key : CHANGED) changes.set(key, after.node(key));
        // What else happens to the status until the money is here is not undone by it.
        if (after.is("status", before.text("status"))) changes.remove("status");
        subscription
                .hidden()
                .set(
                        PLACE,
                        Fields.empty()
                                .set("invoice", invoice.id())
                                .set("changes", changes)
                                .set("debits", after.hidden().list("debits")));
        subscription.set("pending_update", shown(before, after, expiry(step, before)));
    }

    /** Not beyond the period that is under way: a renewal bills what the subscription is by then. */
    private static long expiry(Step step, Doc before) {
        var end = PeriodEnds.first(before);
        var patience = step.now() + PATIENCE;
        return end > step.now() ? Math.min(patience, end) : patience;
    }

    private static Fields shown(Doc before, Doc after, long expiry) {
        return Fields.empty()
                .set("billing_cycle_anchor", ifChanged("billing_cycle_anchor", before, after))
                .set("discount", null)
                .set("discounts", null)
                .set("expires_at", expiry)
                .set("metadata", null)
                .set("subscription_items", after.node("items.data"))
                .set("trial_end", ifChanged("trial_end", before, after))
                .set("trial_from_plan", null);
    }

    private static @Nullable Long ifChanged(String key, Doc before, Doc after) {
        var now = after.findNumber(key);
        return now == null || now.equals(before.findNumber(key)) ? null : now;
    }

    static @Nullable Long due(Doc subscription) {
        return subscription.findNumber("pending_update.expires_at");
    }

    static boolean waitFor(Doc subscription, Doc invoice) {
        return subscription.hidden().is(PLACE + ".invoice", invoice.id());
    }

    static void apply(Step step, Doc subscription) {
        var pending = subscription.hidden().object(PLACE);
        for (var key : CHANGED)
            if (pending.has("changes." + key)) subscription.set(key, pending.node("changes." + key));
        subscription.hidden().set("debits", pending.list("debits"));
        unmark(step.find(pending.find("invoice")));
        Dates.decide(step, subscription);
        forget(subscription);
        step.tell("customer.subscription.pending_update_applied", subscription);
        step.tell("customer.subscription.updated", subscription);
    }

    /** What has ended is not changed any more, whoever pays. */
    static void end(Step step, Doc subscription) {
        if (subscription.hidden().isSet(PLACE)) expire(step, subscription);
    }

    /** Nobody has paid: the change will not come, and its invoice is void. */
    static void expire(Step step, Doc subscription) {
        var invoice = step.find(subscription.hidden().find(PLACE + ".invoice"));
        forget(subscription);
        step.tell("customer.subscription.pending_update_expired", subscription);
        if (invoice != null && invoice.is("status", "open")) WriteOff.voidNow(step, invoice);
    }

    private static void forget(Doc subscription) {
        subscription.hidden().remove(PLACE);
        subscription.set("pending_update", null);
    }
}
