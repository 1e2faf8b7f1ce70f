package org.broadsheet.payments;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the card that a supporter gave last the one that is charged. Stripe's own page only stores it with the customer, while the
 * subscription stays with the card it was begun with; and a new card alone pays no open invoice.
 */
@Component
class CardTurn {
    private final CardStore cards;
    private final RefusalStore refusals;
    private final CommandStore commands;
    private final ApplicationEventPublisher events;
    private final Clock wall;

    CardTurn(
            CardStore cards,
            RefusalStore refusals,
            CommandStore commands,
            ApplicationEventPublisher events,
            @Qualifier("wall") Clock wall) {
        this.cards = cards;
        this.refusals = refusals;
        this.commands = commands;
        this.events = events;
        this.wall = wall;
    }

    /** Telling it the same again orders nothing again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(UUID promise, CardOnFile card) {
        var before = cards.known(promise);
        var turnedTo = before.map(CardStore.Known::turnedTo).orElse(null);
        var offered = card.offered();
        boolean isOther = offered != null && !offered.equals(card.inUse());
        var turn = offered != null && isOther && !offered.equals(turnedTo) ? offered : null;
        boolean wasChangedAtStripe = !isOther
                && before.map(CardStore.Known::inUse)
                        .filter(was -> !was.equals(card.inUse()))
                        .isPresent()
                && !isSame(card.inUse(), turnedTo);
        cards.put(promise, card, turn != null ? turn : turnedTo, wall.instant());
        if (turn != null) {
            order(promise, new StripeCommand.UseCard(turn));
        }
        if (turn != null || wasChangedAtStripe) {
            refusals.of(promise).forEach(each -> order(promise, new StripeCommand.PayInvoice(each.payment())));
        }
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }

    private void order(UUID promise, StripeCommand command) {
        events.publishEvent(new CommandQueued(commands.add(promise, command, Asker.newsroom(), wall.instant())));
    }
}
