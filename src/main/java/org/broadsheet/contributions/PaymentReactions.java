package org.broadsheet.contributions;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.payments.Cause;
import org.broadsheet.payments.PaymentEvent;
import org.broadsheet.payments.PaymentEvent.CheckoutCompleted;
import org.broadsheet.payments.PaymentEvent.CheckoutExpired;
import org.broadsheet.payments.PaymentEvent.CheckoutFound;
import org.broadsheet.payments.PaymentEvent.CommandDone;
import org.broadsheet.payments.PaymentEvent.CommandRefused;
import org.broadsheet.payments.PaymentEvent.DisputeClosed;
import org.broadsheet.payments.PaymentEvent.PaymentDisputed;
import org.broadsheet.payments.PaymentEvent.PaymentFailed;
import org.broadsheet.payments.PaymentEvent.PaymentRefunded;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.PaymentEvent.RefundFailed;
import org.broadsheet.payments.PaymentEvent.SubscriptionChanged;
import org.broadsheet.payments.StripeCommand;
import org.broadsheet.payments.SubscriptionFacts;
import org.broadsheet.privacy.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves contributions on when payments learn something, inside the transaction that stores it: what Stripe said and what follows
 * from it are known together or not at all.
 */
@Component
class PaymentReactions {
    private final PromiseStore promises;
    private final ContributionStore contributions;
    private final Members members;
    private final Receipts receipts;
    private final Rebuilding rebuilding;
    private final Changes changes;
    private final ChangeMails mails;
    private final Clock clock;

    PaymentReactions(
            PromiseStore promises,
            ContributionStore contributions,
            Members members,
            Receipts receipts,
            Rebuilding rebuilding,
            Changes changes,
            ChangeMails mails,
            Clock clock) {
        this.promises = promises;
        this.contributions = contributions;
        this.members = members;
        this.receipts = receipts;
        this.rebuilding = rebuilding;
        this.changes = changes;
        this.mails = mails;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PaymentEvent event) {
        if (event instanceof CheckoutFound found) {
            rebuilding.rebuild(found);
        }
        var promise = promises.lock(event.promise());
        if (promise.isEmpty()) {
            // Ours by its metadata, yet not in this database: a restored backup, say. Payments keeps it; there is
            // nobody to thank.
            return;
        }
        react(promise.get(), event);
    }

    private void react(Promise promise, PaymentEvent event) {
        switch (event) {
            case CheckoutCompleted completed -> {
                promises.close(promise.id(), Promise.State.COMPLETED, completed.at());
                contributions.save(begun(promise, completed.payer(), completed.name(), completed.at()));
            }
            // Known again by now; what came of it is told next.
            case CheckoutFound found -> {}
            case CheckoutExpired expired -> {
                if (promise.state() == Promise.State.OPEN) {
                    promises.close(promise.id(), Promise.State.EXPIRED, expired.at());
                }
            }
            case PaymentSettled settled -> settle(promise, settled);
            case PaymentFailed failed ->
                contributions
                        .ofPromise(promise.id())
                        .map(before -> Life.failed(before, failed.at(), failed.attempts(), failed.nextAttempt()))
                        .ifPresent(this::keep);
            // What went back shows in the books; the contribution goes on as long as its subscription does.
            case PaymentRefunded refunded -> {}
            case RefundFailed failed -> {}
            case PaymentDisputed disputed -> {}
            case DisputeClosed closed -> {}
            case SubscriptionChanged changed ->
                contributions
                        .ofPromise(promise.id())
                        .map(before -> changed(before, changed.facts()))
                        .ifPresent(this::keep);
            case CommandDone done -> {
                if (done.command().command() instanceof StripeCommand.MoveNextCharge) {
                    contributions
                            .ofPromise(promise.id())
                            .flatMap(before -> Life.chargeMoved(before, clock.instant()))
                            .ifPresent(this::keep);
                }
                changes.finished(done.command());
            }
            case CommandRefused refused -> changes.finished(refused.command());
        }
    }

    private void settle(Promise promise, PaymentSettled settled) {
        if (contributions.knowsPayment(settled.payment())) {
            return;
        }
        promises.close(promise.id(), Promise.State.COMPLETED, settled.at());
        var before = begun(promise, null, null, settled.at());
        var live = otherLive(before);
        var step = Life.settled(before, settled.payment(), settled.at(), settled.periodEnd(), live.isPresent());
        keep(step);
        if (step.contribution().state() instanceof ContributionState.Held && settled.first()) {
            live.ifPresent(each -> mails.asked(step.contribution(), each));
        }
        if (!promises.wasThankedBefore(promise.id(), settled.at())) {
            receipts.send(promise, step.contribution(), settled);
        }
    }

    /** What its supporter gives already, when this one is about to begin. */
    private Optional<Contribution> otherLive(Contribution before) {
        if (before.member() == null
                || !before.frequency().recurs()
                || !(before.state() instanceof ContributionState.Pending)) {
            return Optional.empty();
        }
        contributions.lockMember(before.member());
        return contributions.ofMember(before.member()).stream()
                .filter(each ->
                        !each.id().equals(before.id()) && each.frequency().recurs())
                .filter(each -> each.state().isLive())
                .findFirst();
    }

    private Life.Step changed(Contribution before, SubscriptionFacts facts) {
        var meant = facts.status() == SubscriptionFacts.Status.ENDED
                ? changes.meantByEnd(before.id()).map(Change::kind)
                : Optional.<Change.Kind>empty();
        boolean isOver = !before.state().isLive() && !(before.state() instanceof ContributionState.Held);
        if (meant.equals(Optional.of(Change.Kind.SINGLE)) && !isOver) {
            return Life.madeSingle(before, Objects.requireNonNullElse(facts.endedAt(), clock.instant()));
        }
        return Life.subscription(
                before,
                facts,
                clock.instant(),
                meant.map(PaymentReactions::reason).orElse(null));
    }

    private static ContributionState.@Nullable Reason reason(Change.Kind kind) {
        return switch (kind) {
            case STOP -> ContributionState.Reason.STOPPED;
            case WITHDRAW -> ContributionState.Reason.WITHDRAWN;
            case DOUBLE -> ContributionState.Reason.DOUBLE;
            case SINGLE, KEEP, AMOUNT, FREQUENCY, DAY, PAUSE, RESUME -> null;
        };
    }

    /** The contribution of a promise; begins with whatever fact comes first. */
    private Contribution begun(Promise promise, @Nullable EmailAddress payer, @Nullable String name, Instant at) {
        var known = contributions.ofPromise(promise.id());
        if (known.isPresent() && known.get().member() != null) {
            return known.get();
        }
        var member = member(promise, payer, name);
        return known.map(each -> member.map(each::by).orElse(each))
                .orElseGet(() -> Contribution.pending(newId(), promise, member.orElse(null), at));
    }

    private Optional<MemberId> member(Promise promise, @Nullable EmailAddress payer, @Nullable String name) {
        return Optional.ofNullable(payer != null ? payer : promise.email())
                .map(email ->
                        members.memberFor(email, promise.name() != null ? promise.name() : name, promise.language()));
    }

    private UUID newId() {
        return contributions.newId();
    }

    private void keep(Life.Step step) {
        contributions.save(step.contribution());
        if (step.happenings().isEmpty()) {
            return;
        }
        var ground = ground(step);
        for (int i = 0; i < step.happenings().size(); i++) {
            contributions.add(
                    step.contribution(), step.happenings().get(i), step.moves().get(i), ground, clock.instant());
        }
    }

    /** What Stripe did of its own accord, such as charging on the day, nobody asked for. */
    private Ground ground(Life.Step step) {
        var cause = Cause.current();
        var change = cause.command() != null
                ? changes.behind(cause.command())
                : step.contribution().state() instanceof ContributionState.Ended
                        ? changes.meantByEnd(step.contribution().id())
                        : Optional.<Change>empty();
        return new Ground(
                change.map(Change::askedBy).orElse(null),
                change.map(Change::reason).orElse(null),
                cause);
    }
}
