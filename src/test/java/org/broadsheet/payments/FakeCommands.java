package org.broadsheet.payments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.payments.CommandOutcome.Done;
import org.broadsheet.payments.CommandOutcome.Refused;
import org.broadsheet.payments.PaymentGateway.CommandCall;
import org.broadsheet.payments.PaymentGateway.Unreachable;
import org.jspecify.annotations.Nullable;

/** How {@link FakeStripe} takes commands: it acts once per key, and may lose its answer, break or say no. */
class FakeCommands {
    /** Calls that reached it, repeats included. */
    final List<CommandCall> calls = new ArrayList<>();

    /** Commands that it acted on, as often as it did. */
    final List<UUID> acted = new ArrayList<>();

    private final Map<String, CommandOutcome> byKey = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    volatile boolean losesAnswers;
    volatile boolean breaks;
    volatile Unreachable.@Nullable Why silent;
    volatile @Nullable String refusesWith;

    synchronized CommandOutcome carryOut(CommandCall call, FakeStripe stripe) {
        requireAnswer(stripe);
        calls.add(call);
        if (breaks || broken.contains(call.idempotencyKey())) {
            broken.add(call.idempotencyKey());
            throw new Unreachable("it broke", new IllegalStateException(), Unreachable.Why.BROKE);
        }
        var refusal = refusesWith;
        var outcome = byKey.computeIfAbsent(
                call.idempotencyKey(), key -> refusal == null ? act(call, stripe) : new Refused(refusal));
        if (losesAnswers) {
            throw new Unreachable("the answer was lost", new IllegalStateException());
        }
        return outcome;
    }

    synchronized Optional<Done> outcomeOf(CommandCall call, FakeStripe stripe) {
        requireAnswer(stripe);
        return acted.contains(call.command()) ? Optional.of(new Done(null)) : Optional.empty();
    }

    synchronized List<CommandCall> callsOf(UUID command) {
        return calls.stream().filter(each -> each.command().equals(command)).toList();
    }

    private Done act(CommandCall call, FakeStripe stripe) {
        acted.add(call.command());
        if (call.what() instanceof StripeCommand.StopAtPeriodEnd) {
            stripe.changes(
                    java.util.Objects.requireNonNull(call.subscriptionId()),
                    was -> new SubscriptionFacts(
                            was.status(), was.amount(), was.startedAt(), was.periodEnd(), was.periodEnd(), null));
        }
        return new Done(null);
    }

    private void requireAnswer(FakeStripe stripe) {
        if (silent != null) {
            throw new Unreachable("nobody answers", new IllegalStateException(), silent);
        }
        stripe.requireAnswer();
    }
}
