package org.broadsheet.contributions;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.Given;
import org.broadsheet.contributions.ContributionState.Held;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.contributions.ContributionState.Paused;
import org.broadsheet.contributions.ContributionState.Pending;
import org.broadsheet.contributions.ContributionState.Reason;
import org.broadsheet.contributions.Happening.Kind;
import org.broadsheet.contributions.Moves.Move;
import org.broadsheet.payments.SubscriptionFacts;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * How a contribution moves on when something becomes known. Pure: the same contribution and fact always give the same step. Facts
 * come late, twice and in any order; money that arrived is never forgotten, and what has ended stays ended.
 */
final class Life {
    private Life() {}

    /**
     * Where it came to, and by which happenings.
     *
     * @param moves one for each happening
     */
    record Step(Contribution contribution, List<Happening> happenings, List<Move> moves) {

        /** @throws Moves.IllegalMove when there is no such way */
        static Step of(Contribution before, Contribution after, List<Happening> happenings) {
            var goal = after.state().key();
            var moves = new ArrayList<Move>();
            var state = before.state().key();
            for (int i = 0; i < happenings.size(); i++) {
                var event = happenings.get(i).kind();
                boolean last = i == happenings.size() - 1;
                var to = last ? goal : Moves.next(state, event, goal);
                Moves.require(state, event, to);
                moves.add(new Move(state, event, to));
                state = to;
            }
            if (!state.equals(goal)) {
                throw new IllegalStateException("From " + state + " to " + goal + " without anything that happened");
            }
            return new Step(after, List.copyOf(happenings), List.copyOf(moves));
        }
    }

    /** Money arrived. Must be told once per payment. */
    static Step settled(Contribution before, UUID payment, Instant at, @Nullable Instant periodEnd) {
        return settled(before, payment, at, periodEnd, false);
    }

    /** @param hold whether its supporter gives already, so that it has to wait for a word */
    static Step settled(Contribution before, UUID payment, Instant at, @Nullable Instant periodEnd, boolean hold) {
        boolean first = before.startedAt() == null;
        var paid = before.settled(at, periodEnd);
        if (!before.frequency().recurs()) {
            return Step.of(
                    before,
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
            case Pending pending ->
                hold
                        ? Step.of(before, paid.in(new Held(at)), List.of(new Happening(Kind.HELD, at, 0, payment)))
                        : Step.of(before, paid.in(new Active(paid.paidUntil(), null)), happenings);
            case Held held -> Step.of(before, paid, List.of(new Happening(Kind.RENEWED, at, 0, payment)));
            case Paused paused -> Step.of(before, paid, happenings);
            case Given given -> throw new IllegalStateException("A recurring contribution is never given at once");
            case Active active ->
                Step.of(
                        before,
                        paid.in(new Active(Contribution.latest(active.nextCharge(), periodEnd), active.stopsAt())),
                        happenings);
            case PastDue due -> {
                if (at.isBefore(due.since())) {
                    yield Step.of(before, paid, happenings);
                }
                happenings.add(Happening.of(Kind.RECOVERED, at));
                yield Step.of(
                        before,
                        paid.in(new Active(Contribution.latest(due.nextCharge(), periodEnd), due.stopsAt())),
                        happenings);
            }
            case Ended ended -> {
                if (!first) {
                    yield Step.of(before, paid, happenings);
                }
                // It did start, we only hear of it now; so that is also when it can be told to have ended.
                var end = at.isAfter(ended.at()) ? at : ended.at();
                happenings.add(new Happening(Kind.ENDED, end, -started, null));
                var reason = ended.reason() == Reason.NEVER_PAID ? Reason.STOPPED : ended.reason();
                yield Step.of(before, paid.in(new Ended(end, reason)), happenings);
            }
        };
    }

    /** A charge was refused. */
    static Step failed(Contribution before, Instant at, int attempts, @Nullable Instant nextAttempt) {
        var told = List.of(Happening.of(Kind.FAILED, at));
        if (before.settledAt() != null && !at.isAfter(before.settledAt())) {
            return Step.of(before, before, told);
        }
        return switch (before.state()) {
            case Pending pending ->
                before.frequency().recurs() || nextAttempt != null
                        ? Step.of(before, before, told)
                        : Step.of(
                                before,
                                before.in(new Ended(at, Reason.NEVER_PAID)),
                                List.of(told.getFirst(), Happening.of(Kind.ENDED, at)));
            case Active active ->
                Step.of(
                        before,
                        before.in(new PastDue(
                                at, Math.max(1, attempts), nextAttempt, active.nextCharge(), active.stopsAt())),
                        told);
            case PastDue due ->
                Step.of(
                        before,
                        before.in(new PastDue(
                                at.isBefore(due.since()) ? at : due.since(),
                                Math.max(due.attempts(), attempts),
                                attempts >= due.attempts() ? nextAttempt : due.nextAttempt(),
                                due.nextCharge(),
                                due.stopsAt())),
                        told);
            case Paused paused -> Step.of(before, before, told);
            case Held held -> Step.of(before, before, told);
            case Given given -> Step.of(before, before, told);
            case Ended ended -> Step.of(before, before, told);
        };
    }

    static Step subscription(Contribution before, SubscriptionFacts facts, Instant now) {
        return subscription(before, facts, now, null);
    }

    /**
     * The subscription as it is now.
     *
     * @param reason why it was to end; null when nobody has said
     */
    static Step subscription(Contribution before, SubscriptionFacts facts, Instant now, @Nullable Reason reason) {
        if (!before.frequency().recurs() || before.state() instanceof Ended) {
            return Step.of(before, before, List.of());
        }
        if (facts.endedAt() != null || facts.status() == SubscriptionFacts.Status.ENDED) {
            return ended(before, Objects.requireNonNullElse(facts.endedAt(), now), reason);
        }
        if (!before.state().isLive()) {
            return Step.of(
                    before,
                    before.state() instanceof Pending ? amount(before, facts, now, new ArrayList<>()) : before,
                    List.of());
        }
        var happenings = new ArrayList<Happening>();
        var changed = amount(before, facts, now, happenings);
        stop(before.state().stops(), facts.stopsAt(), now).ifPresent(happenings::add);
        var after = changed.in(live(before.state(), facts, now));
        happening(before.state(), after.state())
                .map(kind -> new Happening(kind, now, after.recurringMinor() - changed.recurringMinor(), null))
                .ifPresent(happenings::add);
        return Step.of(before, after, happenings);
    }

    private static ContributionState live(ContributionState before, SubscriptionFacts facts, Instant now) {
        return switch (facts.status()) {
            case PAUSED -> new Paused(facts.resumesAt(), afterPause(facts), facts.stopsAt());
            case PAST_DUE, UNPAID ->
                before instanceof PastDue due
                        ? new PastDue(
                                due.since(), due.attempts(), due.nextAttempt(), facts.periodEnd(), facts.stopsAt())
                        : new PastDue(now, 1, null, facts.periodEnd(), facts.stopsAt());
            case INCOMPLETE ->
                before instanceof PastDue due
                        ? new PastDue(
                                due.since(), due.attempts(), due.nextAttempt(), facts.periodEnd(), facts.stopsAt())
                        : new Active(facts.periodEnd(), facts.stopsAt());
            case ACTIVE, ENDED -> new Active(facts.periodEnd(), facts.stopsAt());
        };
    }

    /** What it was that led from one to the other; empty when nothing moved. */
    private static Optional<Kind> happening(ContributionState before, ContributionState after) {
        return switch (after) {
            case Paused paused ->
                before instanceof Paused was && Objects.equals(was.until(), paused.until())
                        ? Optional.empty()
                        : Optional.of(Kind.PAUSED);
            case PastDue due -> before instanceof PastDue ? Optional.empty() : Optional.of(Kind.FELL_BEHIND);
            case Active active ->
                before instanceof PastDue
                        ? Optional.of(Kind.RECOVERED)
                        : before instanceof Paused ? Optional.of(Kind.RESUMED) : Optional.empty();
            case Pending pending -> Optional.empty();
            case Given given -> Optional.empty();
            case Held held -> Optional.empty();
            case Ended ended -> Optional.empty();
        };
    }

    /** The first day on which something is due once the pause is over; null when nobody has said when that is. */
    private static @Nullable Instant afterPause(SubscriptionFacts facts) {
        var resumes = facts.resumesAt();
        if (resumes == null) {
            return null;
        }
        var end = facts.periodEnd().atZone(ZoneOffset.UTC);
        int months = 0;
        while (!end.plusMonths(months).toInstant().isAfter(resumes)) {
            months += facts.frequency() == Frequency.ANNUAL ? 12 : 1;
        }
        return end.plusMonths(months).toInstant();
    }

    /** To another day; where it runs no more, nothing is left to be moved. */
    static Optional<Step> chargeMoved(Contribution before, Instant at) {
        return before.state() instanceof Active
                ? Optional.of(Step.of(before, before, List.of(Happening.of(Kind.CHARGE_MOVED, at))))
                : Optional.empty();
    }

    /** It was meant once: what was paid stays a gift, and nothing more comes. */
    static Step madeSingle(Contribution before, Instant at) {
        var single = before.every(Frequency.ONCE).in(new Given());
        return Step.of(
                before,
                single,
                List.of(new Happening(Kind.MADE_SINGLE, at, -before.recurringMinor(), null, before.frequency())));
    }

    private static Step ended(Contribution before, Instant at, @Nullable Reason asked) {
        var reason = before.startedAt() == null
                ? Reason.NEVER_PAID
                : asked != null
                        ? asked
                        : before.state() instanceof PastDue due && due.stopsAt() == null
                                ? Reason.UNPAID
                                : Reason.STOPPED;
        return Step.of(
                before,
                before.in(new Ended(at, reason)),
                List.of(new Happening(Kind.ENDED, at, -before.recurringMinor(), null)));
    }

    private static Contribution amount(
            Contribution before, SubscriptionFacts facts, Instant now, List<Happening> happenings) {
        if (facts.amount().isZero()
                || !facts.amount().currency().equals(before.amount().currency())) {
            return before;
        }
        var frequency = Objects.requireNonNullElse(facts.frequency(), before.frequency());
        var after = before.of(facts.amount()).every(frequency);
        if (before.startedAt() == null || after.equals(before)) {
            return after;
        }
        if (frequency == before.frequency()) {
            happenings.add(
                    new Happening(Kind.AMOUNT_CHANGED, now, after.recurringMinor() - before.recurringMinor(), null));
        } else {
            happenings.add(new Happening(Kind.FREQUENCY_LEFT, now, -before.recurringMinor(), null, before.frequency()));
            happenings.add(new Happening(Kind.FREQUENCY_TAKEN, now, after.recurringMinor(), null, frequency));
        }
        return after;
    }

    private static Optional<Happening> stop(@Nullable Instant before, @Nullable Instant after, Instant now) {
        if (Objects.equals(before, after)) {
            return Optional.empty();
        }
        return Optional.of(Happening.of(after == null ? Kind.STOP_WITHDRAWN : Kind.STOP_SCHEDULED, now));
    }
}
