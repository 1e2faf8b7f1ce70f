package org.broadsheet.contributions;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * A promise and its life since.
 *
 * @param amount what one period costs the supporter
 * @param startedAt when the first money arrived, by Stripe's clock; null before
 * @param settledAt when the latest did
 * @param revision counts what was asked for: who decided with an older one in view is told so
 * @param paidUntil the end of the last period that is paid for
 */
record Contribution(
        UUID id,
        UUID promise,
        @Nullable MemberId member,
        Frequency frequency,
        Money amount,
        ContributionState state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant settledAt,
        @Nullable Instant paidUntil,
        int revision) {

    static Contribution pending(UUID id, Promise promise, @Nullable MemberId member, Instant at) {
        return new Contribution(
                id,
                promise.id(),
                member,
                promise.frequency(),
                promise.total(),
                new ContributionState.Pending(),
                at,
                null,
                null,
                null,
                0);
    }

    /** What it adds to recurring income now, per period. */
    long recurringMinor() {
        return frequency.recurs() && startedAt != null && state.runs() ? amount.minorUnits() : 0;
    }

    Contribution in(ContributionState newState) {
        return new Contribution(
                id, promise, member, frequency, amount, newState, createdAt, startedAt, settledAt, paidUntil, revision);
    }

    Contribution of(Money newAmount) {
        return new Contribution(
                id, promise, member, frequency, newAmount, state, createdAt, startedAt, settledAt, paidUntil, revision);
    }

    Contribution every(Frequency newFrequency) {
        return new Contribution(
                id, promise, member, newFrequency, amount, state, createdAt, startedAt, settledAt, paidUntil, revision);
    }

    Contribution by(MemberId newMember) {
        return new Contribution(
                id, promise, newMember, frequency, amount, state, createdAt, startedAt, settledAt, paidUntil, revision);
    }

    Contribution settled(Instant at, @Nullable Instant periodEnd) {
        return new Contribution(
                id,
                promise,
                member,
                frequency,
                amount,
                state,
                createdAt,
                startedAt == null || at.isBefore(startedAt) ? at : startedAt,
                latest(settledAt, at),
                latest(paidUntil, periodEnd),
                revision);
    }

    static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
