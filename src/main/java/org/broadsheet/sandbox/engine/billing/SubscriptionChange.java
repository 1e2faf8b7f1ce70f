package org.broadsheet.sandbox.engine.billing;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.periods.BillingCycle;
import org.broadsheet.sandbox.engine.periods.Debits;
import org.broadsheet.sandbox.engine.periods.PeriodEnds;
import org.broadsheet.sandbox.engine.periods.Prorations;
import org.broadsheet.sandbox.engine.periods.SubscriptionItems;
import org.broadsheet.sandbox.engine.periods.SubscriptionLines;
import org.jspecify.annotations.Nullable;

/**
 * A change that concerns money: other items, other dates. What was debited and not used is given back, what remains of
 * the period is billed at what it costs from now on; dates that begin anew make an invoice at once.
 */
final class SubscriptionChange {
    private final Step step;
    private final Doc subscription;
    private final Fields given;
    private final boolean prorates;
    private final boolean invoicesAtOnce;
    private final long periodStart;
    private final long periodEnd;

    private SubscriptionChange(Step step, Doc subscription, Fields given) {
        this.step = step;
        this.subscription = subscription;
        this.given = given;
        this.prorates = !given.is("proration_behavior", "none");
        this.invoicesAtOnce = given.is("proration_behavior", "always_invoice");
        this.periodEnd = PeriodEnds.first(subscription);
        this.periodStart = PeriodEnds.startOfFirst(subscription);
    }

    static boolean isAsked(Fields given) {
        return given.isSet("items")
                || given.isSet("trial_end")
                || given.is("billing_cycle_anchor", "now")
                || Extras.given(given);
    }

    /** Changes the subscription and drafts the invoice that is due at once, if any; tells of neither. */
    static @Nullable Doc draft(Step step, Doc subscription, Fields given) {
        return new SubscriptionChange(step, subscription, given).draft();
    }

    private @Nullable Doc draft() {
        check();
        var wanted = SubscriptionItems.wanted(step, subscription, given.objects("items"));
        var trialEnd = Trials.wishedEnd(step, given);
        var anew = trialEnd != null || given.is("billing_cycle_anchor", "now") || movesClassicAnchor(wanted);
        var moment = anew ? step.now() : Prorations.moment(step, subscription, given);
        var begun = subscription.objects("items.data").getFirst().number("current_period_start");
        var prorated = giveBack(wanted, anew, moment);

        subscription.set("items.data", wanted.items());
        Dates.decide(step, subscription);
        if (anew) beginAnew(trialEnd);
        else prorated |= bill(wanted, moment);
        Extras.add(step, subscription, given);

        if (anew) {
            var lines = SubscriptionLines.of(step, subscription, subscription.objects("items.data"));
            return InvoiceNow.draft(step, subscription, "subscription_update", begun, lines);
        }
        return invoicesAtOnce && (prorated || Extras.given(given))
                ? InvoiceNow.draft(step, subscription, "subscription_update", begun, List.of())
                : null;
    }

    private void check() {
        if (subscription.is("status", "incomplete"))
            throw Problem.invalid(
                    null,
                    "Items and dates of a subscription cannot be changed while it is `incomplete`: its first invoice has to be paid.");
        if (subscription.is("status", "paused"))
            throw Problem.invalid(
                    null, "Items and dates of a subscription cannot be changed while it is `paused`: resume it first.");
        if (subscription.is("status", "trialing")
                && given.is("billing_cycle_anchor", "now")
                && !given.is("trial_end", "now"))
            throw Problem.invalid(
                    "billing_cycle_anchor",
                    "`billing_cycle_anchor=now` ends no trial: pass `trial_end=now` to end it.");
    }

    /** In flexible billing the anchor stays unless somebody moves it. */
    private boolean movesClassicAnchor(SubscriptionItems.Wanted wanted) {
        if (!subscription.is("billing_mode.type", "classic")) return false;
        var before =
                SubscriptionItems.interval(subscription.objects("items.data").getFirst());
        return wanted.items().stream()
                .anyMatch(item -> !SubscriptionItems.interval(item).equals(before));
    }

    private boolean giveBack(SubscriptionItems.Wanted wanted, boolean anew, long moment) {
        var prorated = false;
        for (var item : subscription.objects("items.data")) {
            var id = item.text("id");
            var gone = wanted.removed().stream().anyMatch(each -> each.is("id", id));
            if (prorates && (anew || gone || wanted.touches(id)))
                prorated |= Prorations.giveBack(step, subscription, item, moment);
            if (anew || gone) Debits.forget(subscription, id::equals);
        }
        return prorated;
    }

    private void beginAnew(@Nullable Long trialEnd) {
        var trial = trialEnd != null && trialEnd > step.now();
        if (trial) {
            if (!subscription.is("status", "trialing")) subscription.set("trial_start", step.now());
            subscription.set("status", "trialing").set("trial_end", trialEnd);
        } else if (subscription.is("status", "trialing")) {
            subscription.set("status", "active").set("trial_end", step.now());
        }
        subscription
                .set("billing_cycle_anchor", trial ? trialEnd : (Long) step.now())
                .set("billing_cycle_anchor_config", null);
        for (var item : subscription.objects("items.data")) {
            var cycle = BillingCycle.of(subscription, item.object("price.recurring"));
            item.set("current_period_start", step.now())
                    .set("current_period_end", trial ? trialEnd : (Long) cycle.next(step.now()));
        }
        if (subscription.is("cancel_at_period_end")) subscription.set("cancel_at", PeriodEnds.last(subscription));
    }

    private boolean bill(SubscriptionItems.Wanted wanted, long moment) {
        var billed = false;
        for (var item : subscription.objects("items.data")) {
            if (!wanted.touches(item.text("id"))) continue;
            if (moment >= periodEnd) {
                // Between two periods there is nothing to prorate: the renewal, a moment later, bills what is here now.
                if (wanted.added().contains(item.text("id")))
                    item.set("current_period_start", periodStart).set("current_period_end", periodEnd);
                continue;
            }
            takePeriod(item, moment);
            if (!prorates || subscription.is("status", "trialing")) continue;
            Prorations.bill(step, subscription, item, moment);
            billed = true;
        }
        return billed;
    }

    /** A new item, or one with another interval, joins the period that is under way, counted from the anchor. */
    private void takePeriod(Fields item, long moment) {
        var cycle = BillingCycle.of(subscription, item.object("price.recurring"));
        var trial = subscription.is("status", "trialing");
        var end = trial ? subscription.number("trial_end") : cycle.next(moment);
        if (item.number("current_period_end") == end) return;
        var start = trial ? subscription.number("trial_start") : Math.max(cycle.previous(moment), earliest(moment));
        item.set("current_period_start", start).set("current_period_end", end);
    }

    /** No period begins before the subscription did. */
    private long earliest(long moment) {
        return Math.min(moment, subscription.number("start_date"));
    }
}
