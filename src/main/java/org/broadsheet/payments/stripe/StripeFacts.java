package org.broadsheet.payments.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.checkout.Session;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.money.Money;
import org.broadsheet.payments.PaymentGateway.Page;
import org.broadsheet.payments.PromiseFacts.PageFacts;
import org.broadsheet.payments.PromiseFacts.PageState;
import org.broadsheet.payments.PromiseFacts.PaymentFacts;
import org.broadsheet.payments.PromiseFacts.PaymentState;
import org.broadsheet.payments.PromiseFacts.Settlement;
import org.broadsheet.payments.PromiseFacts.SubscriptionState;
import org.broadsheet.payments.SubscriptionFacts;
import org.broadsheet.payments.SubscriptionFacts.Status;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/** The only place that reads Stripe's fields, so that a new version of Stripe's API changes one file. */
final class StripeFacts {
    private StripeFacts() {}

    static Page address(Session session) {
        // A paid or expired page has no address any more; its own id still tells it.
        var url = session.getUrl() == null ? "about:blank" : session.getUrl();
        return new Page(session.getId(), URI.create(url), instant(session.getExpiresAt()));
    }

    static PageFacts page(Session session) {
        var customer = session.getCustomerDetails();
        return new PageFacts(
                session.getId(),
                switch (session.getStatus()) {
                    case "complete" -> PageState.COMPLETE;
                    case "expired" -> PageState.EXPIRED;
                    default -> PageState.OPEN;
                },
                "paid".equals(session.getPaymentStatus()) || "no_payment_required".equals(session.getPaymentStatus()),
                instant(session.getCreated()),
                session.getCustomer(),
                customer == null || customer.getEmail() == null
                        ? null
                        : EmailAddress.find(customer.getEmail()).orElse(null),
                customer == null ? null : customer.getName());
    }

    static @Nullable SubscriptionState subscription(@Nullable Subscription subscription) {
        if (subscription == null) {
            return null;
        }
        var items = subscription.getItems().getData();
        return new SubscriptionState(
                subscription.getId(),
                subscription.getCustomer(),
                new SubscriptionFacts(
                        status(subscription),
                        items.stream()
                                .map(StripeFacts::amount)
                                .reduce(Money::plus)
                                .orElseThrow(),
                        instant(subscription.getStartDate()),
                        items.stream()
                                .map(SubscriptionItem::getCurrentPeriodEnd)
                                .max(Long::compare)
                                .map(StripeFacts::instant)
                                .orElseThrow(),
                        stopsAt(subscription),
                        instantOrNull(subscription.getEndedAt()),
                        frequency(items.getFirst()),
                        subscription.getPauseCollection() == null
                                ? null
                                : instantOrNull(
                                        subscription.getPauseCollection().getResumesAt())));
    }

    /** A single gift has its payment on the page itself. None until a first attempt. */
    static List<PaymentFacts> singlePayment(@Nullable PaymentIntent intent) {
        return intent == null
                ? List.of()
                : facts(intent, null, null, null, attempts(intent), null).stream()
                        .toList();
    }

    /** Whether money of it went back, or somebody wants it back. */
    static boolean isTouched(PaymentIntent intent) {
        var charge = intent.getLatestChargeObject();
        return charge != null
                && (charge.getAmountRefunded() != null && charge.getAmountRefunded() > 0
                        || Boolean.TRUE.equals(charge.getDisputed()));
    }

    /** The payment that collects an invoice, if one was made. */
    static Optional<String> paymentIntent(Invoice invoice) {
        return invoice.getPayments() == null
                ? Optional.empty()
                : invoice.getPayments().getData().stream()
                        .map(each -> each.getPayment().getPaymentIntent())
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    static Optional<PaymentFacts> invoicePayment(Invoice invoice, PaymentIntent intent) {
        // The line's period is what the money pays for; the invoice's own is the one that has passed.
        var lines = invoice.getLines().getData();
        var start = lines.stream().map(each -> each.getPeriod().getStart()).min(Long::compare);
        var end = lines.stream().map(each -> each.getPeriod().getEnd()).max(Long::compare);
        return facts(
                intent,
                invoice.getId(),
                start.map(StripeFacts::instant).orElse(null),
                end.map(StripeFacts::instant).orElse(null),
                Math.toIntExact(invoice.getAttemptCount()),
                instantOrNull(invoice.getNextPaymentAttempt()));
    }

    private static Optional<PaymentFacts> facts(
            PaymentIntent intent,
            @Nullable String invoice,
            @Nullable Instant periodStart,
            @Nullable Instant periodEnd,
            int attempts,
            @Nullable Instant nextAttempt) {
        var charge = intent.getLatestChargeObject();
        // A bank that wants its customer to confirm a renewal makes no charge of it.
        boolean waitsForBank = invoice != null && attempts > 0 && "requires_action".equals(intent.getStatus());
        var state = waitsForBank ? Optional.of(PaymentState.FAILED) : state(intent, charge);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        var error = intent.getLastPaymentError();
        return Optional.of(new PaymentFacts(
                intent.getId(),
                charge == null ? null : charge.getId(),
                invoice,
                state.get(),
                Money.of(intent.getAmount(), intent.getCurrency()),
                instant(charge == null ? intent.getCreated() : charge.getCreated()),
                charge == null ? null : settlement(charge.getBalanceTransactionObject()),
                periodStart,
                periodEnd,
                charge == null ? null : card(charge),
                error == null
                        ? waitsForBank ? "authentication_required" : null
                        : Stream.of(error.getDeclineCode(), error.getCode())
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                attempts,
                nextAttempt));
    }

    /** Empty before the first attempt: there is nothing to know yet. */
    private static Optional<PaymentState> state(PaymentIntent intent, @Nullable Charge charge) {
        return switch (intent.getStatus()) {
            case "succeeded" -> Optional.of(PaymentState.SETTLED);
            case "processing" -> Optional.of(PaymentState.PROCESSING);
            default -> charge == null ? Optional.empty() : Optional.of(PaymentState.FAILED);
        };
    }

    private static int attempts(PaymentIntent intent) {
        return intent.getLastPaymentError() == null ? 0 : 1;
    }

    private static @Nullable Settlement settlement(@Nullable BalanceTransaction transaction) {
        return transaction == null
                ? null
                : new Settlement(
                        transaction.getId(),
                        Money.of(transaction.getAmount(), transaction.getCurrency()),
                        Money.of(transaction.getFee(), transaction.getCurrency()),
                        instant(transaction.getCreated()));
    }

    private static @Nullable String card(Charge charge) {
        var details = charge.getPaymentMethodDetails();
        if (details == null || details.getCard() == null) {
            return null;
        }
        var brand = details.getCard().getBrand();
        return brand.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + brand.substring(1) + " "
                + details.getCard().getLast4();
    }

    private static Money amount(SubscriptionItem item) {
        long quantity = item.getQuantity() == null ? 1 : item.getQuantity();
        return Money.of(
                Math.multiplyExact(item.getPrice().getUnitAmount(), quantity),
                item.getPrice().getCurrency());
    }

    private static Frequency frequency(SubscriptionItem item) {
        return "year".equals(item.getPrice().getRecurring().getInterval()) ? Frequency.ANNUAL : Frequency.MONTHLY;
    }

    /** A pause leaves Stripe's status at active, and is told apart here. */
    private static Status status(Subscription subscription) {
        return switch (subscription.getStatus()) {
            case "active", "trialing" -> subscription.getPauseCollection() == null ? Status.ACTIVE : Status.PAUSED;
            case "past_due" -> Status.PAST_DUE;
            case "unpaid" -> Status.UNPAID;
            case "paused" -> Status.PAUSED;
            case "canceled", "incomplete_expired" -> Status.ENDED;
            default -> Status.INCOMPLETE;
        };
    }

    /** Stripe has two ways of saying it: a date, as its portal does, or a flag, as its API does. */
    private static @Nullable Instant stopsAt(Subscription subscription) {
        if (subscription.getCancelAt() != null) {
            return instant(subscription.getCancelAt());
        }
        if (Boolean.TRUE.equals(subscription.getCancelAtPeriodEnd())) {
            return subscription.getItems().getData().stream()
                    .map(SubscriptionItem::getCurrentPeriodEnd)
                    .max(Long::compare)
                    .map(StripeFacts::instant)
                    .orElse(null);
        }
        return null;
    }

    private static Instant instant(Long seconds) {
        return Instant.ofEpochSecond(seconds);
    }

    private static @Nullable Instant instantOrNull(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
