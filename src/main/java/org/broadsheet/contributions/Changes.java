package org.broadsheet.contributions;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.payments.Asker;
import org.broadsheet.payments.OrderedCommand;
import org.broadsheet.payments.Payments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes down what is wanted of a contribution, orders it and confirms it by mail, in one transaction: all of it, or nothing. Of two
 * who decide at once with the same page in view, one is taken and the other is told.
 */
@Component
class Changes {
    private final ChangeStore store;
    private final ContributionStore contributions;
    private final Orders orders;
    private final Payments payments;
    private final ChangeMails mails;
    private final Clock clock;

    Changes(
            ChangeStore store,
            ContributionStore contributions,
            Orders orders,
            Payments payments,
            ChangeMails mails,
            Clock clock) {
        this.store = store;
        this.contributions = contributions;
        this.orders = orders;
        this.payments = payments;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * @param formKey of the form that was sent: sent again, it finds what it did
     * @param revision of the contribution, as it was when the form was shown
     */
    @Transactional
    public Taken take(UUID contribution, Wish wish, String formKey, int revision, Asker by) {
        int current = store.lockRevision(contribution).orElseThrow();
        var known = store.byForm(contribution, formKey);
        if (known.isPresent()) {
            return new Taken.Noted(known.get());
        }
        if (current != revision) {
            return new Taken.Overtaken();
        }
        var waiting = store.latest(contribution).filter(each -> each.state() == Change.State.ASKED);
        if (waiting.isPresent() && waiting.get().kind() == Change.Kind.STOP && wish instanceof Wish.Stop) {
            return new Taken.Noted(waiting.get());
        }
        var now = contributions.find(contribution).orElseThrow();
        if (!Possible.is(wish.kind(), now, clock.instant())) {
            return new Taken.NotPossible();
        }
        var commands = orders.of(wish, now).stream()
                .map(each -> payments.order(now.promise(), each, by))
                .toList();
        var change = note(
                now,
                wish.kind(),
                formKey,
                current,
                commands,
                wish instanceof Wish.Stop stop ? stop.reason() : null,
                by);
        mails.noted(now, change, wish);
        return new Taken.Noted(change);
    }

    /**
     * The money of a promise that was one too many goes back, and the promise ends.
     *
     * @param how that was decided: {@code refund} by its owner, or {@code silence}
     */
    @Transactional
    public Change giveBack(Contribution held, String formKey, String how, Asker by) {
        int current = store.lockRevision(held.id()).orElseThrow();
        var known = store.byForm(held.id(), formKey);
        if (known.isPresent()) {
            return known.get();
        }
        var commands = orders.withRefund(held).stream()
                .map(each -> payments.order(held.promise(), each, by))
                .toList();
        var change = note(held, Change.Kind.DOUBLE, formKey, current, commands, null, by);
        mails.answered(held, change, how);
        return change;
    }

    /** What a subscription's end means, when somebody has said so before. */
    Optional<Change> meantByEnd(UUID contribution) {
        return store.latest(contribution)
                .filter(each -> each.state() != Change.State.REFUSED)
                .filter(each -> switch (each.kind()) {
                    case SINGLE, WITHDRAW, DOUBLE, STOP -> true;
                    case KEEP, AMOUNT, FREQUENCY, DAY, PAUSE, RESUME -> false;
                });
    }

    Optional<Change> behind(UUID command) {
        return store.byCommand(command);
    }

    boolean isKnown(UUID contribution, String formKey) {
        return store.byForm(contribution, formKey).isPresent();
    }

    Optional<Change> find(UUID change) {
        return store.find(change);
    }

    Optional<Change> latest(UUID contribution) {
        return store.latest(contribution);
    }

    /** A change is done with its last order. Call it inside the transaction that told of the order. */
    void finished(OrderedCommand command) {
        store.byCommand(command.id()).ifPresent(change -> {
            if (command.state() == OrderedCommand.State.REFUSED) {
                if (store.finish(change.id(), Change.State.REFUSED, clock.instant())) {
                    mails.refused(contributions.find(change.contribution()).orElseThrow(), change);
                }
            } else if (change.commands().getLast().equals(command.id())) {
                store.finish(change.id(), Change.State.DONE, clock.instant());
            }
        });
    }

    private Change note(
            Contribution now,
            Change.Kind kind,
            String formKey,
            int revision,
            List<UUID> commands,
            @Nullable String reason,
            Asker by) {
        var id = contributions.newId();
        store.add(id, now.id(), kind, revision, formKey, commands, reason, by, clock.instant());
        store.countUp(now.id());
        return store.find(id).orElseThrow();
    }
}
