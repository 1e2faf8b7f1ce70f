package org.broadsheet.contributions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.Given;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.contributions.ContributionState.Pending;
import org.broadsheet.contributions.ContributionState.Reason;
import org.broadsheet.contributions.Happening.Kind;
import org.broadsheet.payments.SubscriptionFacts;
import org.jspecify.annotations.Nullable;

/**
 * How a contribution moves on when something becomes known. Pure: the same contribution and fact always give the same step. Facts
 * come late, twice and in any order; money that arrived is never forgotten, and what has ended stays ended.
 */
final class Life {
    private Life() {}

    record Step(Contribution contribution, List<Happening> happenings) {}

    /** Money arrived. Must be told once per payment. */
    static Step settled(Contribution before, UUID payment, Instant at, @Nullable Instant periodEnd) {
        boolean first = before.startedAt() == null;
        var paid = before.settled(at, periodEnd);
        if (!before.frequency().recurs()) {
            return new Step(
                    paid.in(new Given()),
                    before.state() instanceof Given ? List.of() : List.of(new Happening(Kind.GIVEN, at, 0, payment)));
        }
        long started = paid.amount().minorUnits();
        var happenings = new ArrayList<Happening>();
        happenings.add(
                first
                        ? new Happening(Kind.STARTED, at, started, payment)
                        : new Happening(Kind.RENEWED, at, 0, payment));
        return switch (before.state()) {
            case Pending pending -> new Step(paid.in(new Active(paid.paidUntil(), null)), happenings);
            case Given given -> throw new IllegalStateException("A recurring contribution is never given at once");
            case Active active ->
                new Step(
                        paid.in(new Active(Contribution.latest(active.nextCharge(), periodEnd), active.stopsAt())),
                        happenings);
            case PastDue due -> {
                if (at.isBefore(due.since())) {
                    yield new Step(paid, happenings);
                }
                happenings.add(Happening.of(Kind.RECOVERED, at));
                yield new Step(
                        paid.in(new Active(Contribution.latest(due.nextCharge(), periodEnd), due.stopsAt())),
                        happenings);
            }
            case Ended ended -> {
                if (!first) {
                    yield new Step(paid, happenings);
                }
                // It did start, we only hear of it now; so that is also when it can be told to have ended.
                var end = at.isAfter(ended.at()) ? at : ended.at();
                happenings.add(new Happening(Kind.ENDED, end, -started, null));
                yield new Step(paid.in(new Ended(end, Reason.STOPPED)), happenings);
            }
        };
    }

    /** A charge was refused. */
    static Step failed(Contribution before, Instant at, int attempts, @Nullable Instant nextAttempt) {
        var told = List.of(Happening.of(Kind.FAILED, at));
        if (before.settledAt() != null && !at.isAfter(before.settledAt())) {
            return new Step(before, told);
        }
        return switch (before.state()) {
            case Pending pending ->
                before.frequency().recurs() || nextAttempt != null
                        ? new Step(before, told)
                        : new Step(
                                before.in(new Ended(at, Reason.NEVER_PAID)),
                                List.of(told.getFirst(), Happening.of(Kind.ENDED, at)));
            case Active active ->
                new Step(
                        before.in(new PastDue(
                                at, Math.max(1, attempts), nextAttempt, active.nextCharge(), active.stopsAt())),
                        told);
            case PastDue due ->
                new Step(
                        before.in(new PastDue(
                                at.isBefore(due.since()) ? at : due.since(),
                                Math.max(due.attempts(), attempts),
                                attempts >= due.attempts() ? nextAttempt : due.nextAttempt(),
                                due.nextCharge(),
                                due.stopsAt())),
                        told);
            case Given given -> new Step(before, told);
            case Ended ended -> new Step(before, told);
        };
    }

    /** The subscription as it is now. */
    static Step subscription(Contribution before, SubscriptionFacts facts, Instant now) {
        if (!before.frequency().recurs() || before.state() instanceof Ended) {
            return new Step(before, List.of());
        }
        if (facts.endedAt() != null || facts.status() == SubscriptionFacts.Status.ENDED) {
            return ended(before, Objects.requireNonNullElse(facts.endedAt(), now));
        }
        var happenings = new ArrayList<Happening>();
        var after = amount(before, facts, now, happenings);
        after = switch (after.state()) {
            case Pending pending -> after;
            case Active active -> {
                stop(active.stopsAt(), facts.stopsAt(), now).ifPresent(happenings::add);
                yield after.in(
                        isBehind(facts)
                                ? new PastDue(now, 1, null, facts.periodEnd(), facts.stopsAt())
                                : new Active(facts.periodEnd(), facts.stopsAt()));
            }
            case PastDue due -> {
                stop(due.stopsAt(), facts.stopsAt(), now).ifPresent(happenings::add);
                if (facts.status() == SubscriptionFacts.Status.ACTIVE) {
                    happenings.add(Happening.of(Kind.RECOVERED, now));
                    yield after.in(new Active(facts.periodEnd(), facts.stopsAt()));
                }
                yield after.in(new PastDue(
                        due.since(), due.attempts(), due.nextAttempt(), facts.periodEnd(), facts.stopsAt()));
            }
            case Given given -> after;
            case Ended ended -> after;
        };
        return new Step(after, List.copyOf(happenings));
    }

    private static Step ended(Contribution before, Instant at) {
        var reason = before.startedAt() == null
                ? Reason.NEVER_PAID
                : before.state() instanceof PastDue due && due.stopsAt() == null ? Reason.UNPAID : Reason.STOPPED;
        return new Step(
                before.in(new Ended(at, reason)),
                List.of(new Happening(Kind.ENDED, at, -before.recurringMinor(), null)));
    }

    private static Contribution amount(
            Contribution before, SubscriptionFacts facts, Instant now, List<Happening> happenings) {
        if (facts.amount().isZero()
                || facts.amount().equals(before.amount())
                || !facts.amount().currency().equals(before.amount().currency())) {
            return before;
        }
        var after = before.of(facts.amount());
        if (before.startedAt() != null) {
            happenings.add(
                    new Happening(Kind.AMOUNT_CHANGED, now, after.recurringMinor() - before.recurringMinor(), null));
        }
        return after;
    }

    private static Optional<Happening> stop(@Nullable Instant before, @Nullable Instant after, Instant now) {
        if (Objects.equals(before, after)) {
            return Optional.empty();
        }
        return Optional.of(Happening.of(after == null ? Kind.STOP_WITHDRAWN : Kind.STOP_SCHEDULED, now));
    }

    private static boolean isBehind(SubscriptionFacts facts) {
        return switch (facts.status()) {
            case PAST_DUE, UNPAID -> true;
            case ACTIVE, INCOMPLETE, PAUSED, ENDED -> false;
        };
    }
}
