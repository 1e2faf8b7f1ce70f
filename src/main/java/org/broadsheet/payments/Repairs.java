package org.broadsheet.payments;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** What can be done about a payment that was refused: it is paid on Stripe's page, or another card is given. */
@Service
public class Repairs {
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    private final RefusalStore refusals;
    private final SubscriptionStore subscriptions;
    private final CardStore cards;
    private final HostedPages pages;

    Repairs(RefusalStore refusals, SubscriptionStore subscriptions, CardStore cards, HostedPages pages) {
        this.refusals = refusals;
        this.subscriptions = subscriptions;
        this.cards = cards;
        this.pages = pages;
    }

    /** What is still owed, newest first. */
    public List<Refusal> refusals(UUID promise) {
        return refusals.of(promise);
    }

    /** Where the newest refused payment can be paid. Asks Stripe: call it outside any transaction. */
    public PayPage payPage(UUID promise) {
        return at(() -> refusals.of(promise).stream()
                .map(Refusal::payment)
                .map(refusals::invoiceOf)
                .flatMap(Optional::stream)
                .map(pages::invoice)
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** Where another card can be given. Asks Stripe: call it outside any transaction. */
    public PayPage cardPage(UUID promise, URI back, Locale language) {
        return at(() -> subscriptions.customerOf(promise).map(customer -> pages.card(customer, back, language)));
    }

    /** Empty when it is paid some other way than by card. */
    public Optional<Card> card(UUID promise) {
        return cards.find(promise);
    }

    /** Cards whose last day lies between the two, both included. */
    public List<Card> expiring(LocalDate from, LocalDate to) {
        return cards.expiring(from, to);
    }

    private static PayPage at(Supplier<Optional<URI>> address) {
        try {
            return address.get().<PayPage>map(PayPage.At::new).orElseGet(PayPage.NotNeeded::new);
        } catch (PaymentGateway.Unreachable e) {
            LOG.warn("No page to put a payment right: {}", e.getMessage());
            return new PayPage.Unreachable();
        }
    }
}
