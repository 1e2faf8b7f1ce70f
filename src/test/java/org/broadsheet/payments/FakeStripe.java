package org.broadsheet.payments;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.broadsheet.payments.PromiseFacts.PageFacts;
import org.broadsheet.payments.PromiseFacts.PageState;
import org.jspecify.annotations.Nullable;

/** Stripe's side of the door, as far as one test needs it: what it would answer now, and whether it answers at all. */
class FakeStripe implements PaymentGateway {
    private final Map<String, Page> pagesByKey = new HashMap<>();
    private final Map<UUID, Page> pagesByPromise = new HashMap<>();
    private final Map<String, PromiseFacts> facts = new HashMap<>();
    private final Map<String, MoneyBack> backs = new HashMap<>();
    private final Map<String, Owner> owners = new HashMap<>();
    volatile CountDownLatch door = new CountDownLatch(0);
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger read = new AtomicInteger();
    final FakeCommands commands = new FakeCommands();
    volatile boolean answers = true;
    boolean losesAnswers;

    @Override
    public synchronized Page open(CheckoutRequest request, String idempotencyKey) {
        requireAnswer();
        var page = pagesByKey.computeIfAbsent(idempotencyKey, key -> {
            var id = "cs_test_" + opened.incrementAndGet() + "_" + request.promise();
            facts.put(id, new PromiseFacts(page(id, PageState.OPEN, false), null, java.util.List.of()));
            return new Page(id, URI.create("https://checkout.example/" + id), Instant.parse("2026-11-24T06:50:00Z"));
        });
        pagesByPromise.put(request.promise(), page);
        if (losesAnswers) {
            throw new Unreachable("the answer was lost", new IllegalStateException());
        }
        return page;
    }

    @Override
    public synchronized Optional<Page> findPage(UUID promise, Instant since) {
        requireAnswer();
        return Optional.ofNullable(pagesByPromise.get(promise));
    }

    @Override
    public synchronized void close(String sessionId) {
        requireAnswer();
        facts.put(sessionId, new PromiseFacts(page(sessionId, PageState.EXPIRED, false), null, java.util.List.of()));
    }

    @Override
    public CommandOutcome carryOut(CommandCall call) {
        return commands.carryOut(call, this);
    }

    @Override
    public Optional<CommandOutcome.Done> outcomeOf(CommandCall call) {
        return commands.outcomeOf(call, this);
    }

    @Override
    public PromiseFacts read(String sessionId, Set<String> settledInvoices) {
        read.incrementAndGet();
        try {
            door.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer(sessionId);
    }

    private synchronized PromiseFacts answer(String sessionId) {
        requireAnswer();
        return java.util.Objects.requireNonNull(facts.get(sessionId));
    }

    @Override
    public synchronized MoneyBack moneyBack(String paymentIntentId) {
        requireAnswer();
        return backs.getOrDefault(
                paymentIntentId, new MoneyBack(paymentIntentId, java.util.List.of(), java.util.List.of()));
    }

    @Override
    public synchronized Owner ownerOf(String id) {
        requireAnswer();
        return owners.getOrDefault(id, new Owner.Missing());
    }

    synchronized void belongs(String id, Map<String, String> marks) {
        owners.put(id, new Owner.Marked(marks));
    }

    synchronized void says(MoneyBack now) {
        backs.put(now.paymentIntentId(), now);
    }

    synchronized void says(UUID promise, PromiseFacts now) {
        facts.put(sessionOf(promise), now);
    }

    synchronized void changes(String subscription, UnaryOperator<SubscriptionFacts> change) {
        facts.replaceAll((session, now) -> {
            var state = now.subscription();
            return state == null || !state.subscriptionId().equals(subscription)
                    ? now
                    : new PromiseFacts(
                            now.page(),
                            new PromiseFacts.SubscriptionState(
                                    subscription, state.customerId(), change.apply(state.facts())),
                            now.payments());
        });
    }

    synchronized String sessionOf(UUID promise) {
        return java.util.Objects.requireNonNull(pagesByPromise.get(promise)).sessionId();
    }

    static PageFacts page(String session, PageState state, boolean paid) {
        return new PageFacts(
                session, state, paid, Instant.parse("2026-11-23T06:50:00Z"), customer(session), null, null);
    }

    private static @Nullable String customer(String session) {
        return "cus_" + session;
    }

    void requireAnswer() {
        if (!answers) {
            throw new Unreachable("nobody answers", new IllegalStateException());
        }
    }
}
