package org.broadsheet.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.payments.CommandOutcome.Done;
import org.broadsheet.payments.CommandOutcome.Refused;
import org.broadsheet.payments.PaymentGateway.CommandCall;
import org.broadsheet.payments.PaymentGateway.Unreachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Works off the outbox to Stripe: one command of a promise at a time, in order, with nobody else looking at the promise meanwhile. A
 * command that may have reached Stripe is looked up before it is asked again.
 */
@Component
class CommandWorker {
    private static final Logger LOG = LoggerFactory.getLogger(CommandWorker.class);

    /** Longer than Stripe may take to look, to act and to be read again. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    /** Stripe forgets keys after a day; under a forgotten one the same would be done a second time. */
    private static final Duration KEY_IS_GOOD = Duration.ofHours(23);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private final CommandStore store;
    private final CommandTargets targets;
    private final CommandResults results;
    private final PaymentGateway gateway;
    private final Refresher refresher;
    private final PromiseLock lock;
    private final Clock wall;

    CommandWorker(
            CommandStore store,
            CommandTargets targets,
            CommandResults results,
            PaymentGateway gateway,
            Refresher refresher,
            PromiseLock lock,
            @Qualifier("wall") Clock wall) {
        this.store = store;
        this.targets = targets;
        this.results = results;
        this.gateway = gateway;
        this.refresher = refresher;
        this.lock = lock;
        this.wall = wall;
    }

    @Async
    @TransactionalEventListener(fallbackExecution = true)
    void onQueued(CommandQueued queued) {
        store.find(queued.command()).ifPresent(each -> work(each.promise()));
    }

    void drain() {
        store.due(wall.instant()).forEach(this::work);
    }

    private void work(UUID promise) {
        try {
            lock.holding(promise, () -> {
                boolean more;
                do {
                    var leased =
                            store.lease(promise, wall.instant(), wall.instant().plus(LEASE));
                    more = leased.isPresent() && carryOut(leased.get());
                } while (more);
                return promise;
            });
        } catch (DataAccessException e) {
            LOG.warn("What is ordered for promise {} waits for the next round: {}", promise, e.getMessage());
        }
    }

    /** @return whether its outcome is known */
    private boolean carryOut(CommandStore.Work work) {
        try {
            var target = targets.of(work.promise(), work.what());
            if (target.isEmpty()) {
                results.finish(work.command(), new Refused("nothing_to_do_it_to"), wall.instant());
                return true;
            }
            var outcome = outcome(work, target.get());
            Cause.command(work.command()).during(() -> finish(work, outcome));
            return true;
        } catch (Unreachable e) {
            retryLater(work, e);
            return false;
        }
    }

    private CommandOutcome outcome(CommandStore.Work work, CommandTargets.Target target) {
        var call = call(work, work.key(), target);
        if (work.isFirst()) {
            return gateway.carryOut(call);
        }
        Optional<Done> known = gateway.outcomeOf(call);
        if (known.isPresent()) {
            return known.get();
        }
        if (work.keyMadeAt().plus(KEY_IS_GOOD).isAfter(wall.instant())) {
            return gateway.carryOut(call);
        }
        var key = nextKey(work);
        return gateway.carryOut(call(work, key, target));
    }

    /** Done at Stripe is done, even if reading it again has to wait for the reconciler or an event. */
    private void finish(CommandStore.Work work, CommandOutcome outcome) {
        if (outcome instanceof Done) {
            try {
                refresher.holding(work.promise());
            } catch (Unreachable e) {
                LOG.warn("Promise {} could not be read after command {}", work.promise(), work.command());
            }
        }
        results.finish(work.command(), outcome, wall.instant());
    }

    private void retryLater(CommandStore.Work work, Unreachable failure) {
        boolean sent = failure.why() != Unreachable.Why.NOT_SENT;
        if (failure.why() == Unreachable.Why.BROKE) {
            // The same key would bring the same broken answer for a day. It is looked up first, so nothing is doubled.
            nextKey(work);
        }
        var pause = PAUSES.get(Math.min(work.attempts(), PAUSES.size()) - 1);
        LOG.warn(
                "Command {} brought no answer at attempt {}: {}",
                work.command(),
                work.attempts(),
                failure.getMessage());
        store.failed(work.command(), failure.why().name(), sent, wall.instant().plus(pause));
    }

    private String nextKey(CommandStore.Work work) {
        var key = "command:" + work.command() + ":" + work.attempts();
        store.newKey(work.command(), key, wall.instant());
        return key;
    }

    private static CommandCall call(CommandStore.Work work, String key, CommandTargets.Target target) {
        return new CommandCall(
                work.command(),
                key,
                work.what(),
                target.subscriptionId(),
                target.paymentIntentId(),
                target.invoiceId());
    }
}
