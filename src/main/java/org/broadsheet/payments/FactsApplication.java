package org.broadsheet.payments;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.ledger.Ledger;
import org.broadsheet.payments.PaymentEvent.CheckoutCompleted;
import org.broadsheet.payments.PaymentEvent.CheckoutExpired;
import org.broadsheet.payments.PaymentEvent.PaymentFailed;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.PaymentEvent.SubscriptionChanged;
import org.broadsheet.payments.PromiseFacts.PageFacts;
import org.broadsheet.payments.PromiseFacts.PageState;
import org.broadsheet.payments.PromiseFacts.PaymentFacts;
import org.broadsheet.payments.PromiseFacts.PaymentState;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what Stripe says of a promise into what we know, in one transaction: our rows, the books, and whatever a listener does with
 * the difference. Telling it the same facts again changes nothing. Facts of one promise must come in the order in which they were
 * read, which is what {@link PromiseLock} is for.
 */
@Component
class FactsApplication {
    private final CheckoutStore checkouts;
    private final SubscriptionStore subscriptions;
    private final PaymentStore payments;
    private final CardTurn cards;
    private final MoneyBackApplication moneyBack;
    private final Cases cases;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock wall;

    FactsApplication(
            CheckoutStore checkouts,
            SubscriptionStore subscriptions,
            PaymentStore payments,
            CardTurn cards,
            MoneyBackApplication moneyBack,
            Cases cases,
            Ledger ledger,
            ApplicationEventPublisher events,
            @Qualifier("wall") Clock wall) {
        this.checkouts = checkouts;
        this.subscriptions = subscriptions;
        this.payments = payments;
        this.cards = cards;
        this.moneyBack = moneyBack;
        this.cases = cases;
        this.ledger = ledger;
        this.events = events;
        this.wall = wall;
    }

    @Transactional
    public CheckoutState apply(Checkout before, PromiseFacts facts, List<MoneyBack> backs) {
        var state = page(before, facts);
        var changed = subscription(before, facts);
        var subscription =
                facts.subscription() == null ? null : facts.subscription().subscriptionId();
        facts.payments().forEach(each -> payment(before.promise(), subscription, each));
        if (facts.card() != null) {
            cards.apply(before.promise(), facts.card());
        }
        backs.forEach(each -> moneyBack.apply(before.promise(), each));
        // After the money: a refusal tells more than that something is owed, and money starts what then changes.
        changed.ifPresent(each -> events.publishEvent(new SubscriptionChanged(before.promise(), each)));
        return state.shown();
    }

    private Checkout.State page(Checkout before, PromiseFacts facts) {
        var page = facts.page();
        var now = stateOf(page);
        var subscription =
                facts.subscription() == null ? null : facts.subscription().subscriptionId();
        checkouts.looked(before.promise(), now, page.customerId(), subscription, wall.instant());
        boolean wasDone = before.state() == Checkout.State.PROCESSING || before.state() == Checkout.State.PAID;
        boolean isDone = now == Checkout.State.PROCESSING || now == Checkout.State.PAID;
        if (isDone && !wasDone) {
            events.publishEvent(new CheckoutCompleted(before.promise(), page.createdAt(), page.payer(), page.name()));
        }
        if (now == Checkout.State.EXPIRED && before.state() != Checkout.State.EXPIRED) {
            events.publishEvent(new CheckoutExpired(before.promise(), wall.instant()));
        }
        return now;
    }

    private static Checkout.State stateOf(PageFacts page) {
        if (page.state() == PageState.COMPLETE) {
            return page.paid() ? Checkout.State.PAID : Checkout.State.PROCESSING;
        }
        return page.state() == PageState.EXPIRED ? Checkout.State.EXPIRED : Checkout.State.OPEN;
    }

    /** Stores it, and gives what is not what it was. */
    private Optional<SubscriptionFacts> subscription(Checkout checkout, PromiseFacts facts) {
        var state = facts.subscription();
        if (state == null) {
            return Optional.empty();
        }
        var before = subscriptions.find(checkout.promise());
        // Stored every time: when we last looked is what the reconciler goes by.
        subscriptions.put(checkout.promise(), checkout.frequency(), state, wall.instant());
        var told =
                state.facts().elseEvery(before.map(SubscriptionFacts::frequency).orElse(checkout.frequency()));
        return before.isPresent() && before.get().equals(told) ? Optional.empty() : Optional.of(told);
    }

    private void payment(UUID promise, @Nullable String subscription, PaymentFacts facts) {
        var before = payments.find(facts.paymentIntentId());
        boolean wasSettled = before.map(PaymentStore.Known::isPaid).orElse(false);
        // Money that came is never unlearned, whatever an older answer says.
        if (wasSettled
                && (facts.state() != PaymentState.SETTLED
                        || before.orElseThrow().booked())) {
            return;
        }
        boolean second = facts.state() == PaymentState.SETTLED
                && subscription != null
                && payments.isPaidAlready(subscription, facts.periodStart(), facts.paymentIntentId());
        boolean first = !wasSettled && !payments.anySettled(promise);
        // What went back of it is told next, and by that alone.
        var state = wasSettled ? before.orElseThrow().state() : stateOf(facts);
        var id = payments.put(promise, second ? null : subscription, facts, state, wall.instant());
        if (facts.settlement() != null) {
            MovementPosting.ofPayment(facts.settlement().movement(), id).ifPresent(ledger::post);
        }
        if (second) {
            // Its money is in the books; whether it goes back is for somebody to say.
            payments.quarantine(id);
            cases.raise(CaseKind.SECOND_PAYMENT, facts.paymentIntentId(), promise);
            return;
        }
        if (facts.state() == PaymentState.SETTLED && !wasSettled) {
            events.publishEvent(new PaymentSettled(promise, id, facts.amount(), facts.at(), first, facts.periodEnd()));
        }
        int attemptsBefore = before.map(PaymentStore.Known::attempts).orElse(0);
        if (facts.state() == PaymentState.FAILED && facts.attempts() > attemptsBefore) {
            events.publishEvent(new PaymentFailed(
                    promise, facts.amount(), facts.at(), facts.attempts(), facts.nextAttempt(), facts.declineCode()));
        }
    }

    private static PaymentRecord.State stateOf(PaymentFacts facts) {
        return switch (facts.state()) {
            case PROCESSING -> PaymentRecord.State.PROCESSING;
            case SETTLED -> PaymentRecord.State.SETTLED;
            case FAILED -> PaymentRecord.State.FAILED;
        };
    }
}
