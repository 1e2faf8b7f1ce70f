package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.model.Invoice;
import com.stripe.model.checkout.Session;
import com.stripe.param.DisputeListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.checkout.SessionListParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.broadsheet.money.Money;
import org.broadsheet.payments.ListingGateway;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists what Stripe has, page by page. */
@Component
class StripeListing implements ListingGateway {
    private static final long AT_ONCE = 100L;

    private final StripeClient stripe;
    private final StripeBreaker breaker;

    StripeListing(StripeClient stripe, StripeBreaker breaker) {
        this.stripe = stripe;
        this.breaker = breaker;
    }

    @Override
    public List<FoundPage> pages(Instant since) {
        var params = SessionListParams.builder()
                .setCreated(SessionListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(AT_ONCE)
                .addExpand("data.subscription")
                .build();
        return breaker.listed(
                "listing payment pages",
                () -> all(
                        stripe.v1().checkout().sessions().list(params).autoPagingIterable(), StripeListing::foundPage));
    }

    @Override
    public List<FoundSubscription> subscriptions(Instant since) {
        var living = SubscriptionListParams.builder().setLimit(AT_ONCE).build();
        var recent = SubscriptionListParams.builder()
                .setStatus(SubscriptionListParams.Status.ALL)
                .setCreated(SubscriptionListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(AT_ONCE)
                .build();
        return breaker.listed("listing subscriptions", () -> {
            var found = new ArrayList<FoundSubscription>();
            for (var params : List.of(living, recent)) {
                for (var each : stripe.v1().subscriptions().list(params).autoPagingIterable()) {
                    found.add(new FoundSubscription(
                            marks(each.getMetadata()),
                            Objects.requireNonNull(StripeFacts.subscription(each))
                                    .facts()));
                }
            }
            return found;
        });
    }

    @Override
    public List<FoundInvoice> invoices(Instant since) {
        var params = InvoiceListParams.builder()
                .setCreated(InvoiceListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(AT_ONCE)
                .build();
        return breaker.listed(
                "listing invoices",
                () -> all(stripe.v1().invoices().list(params).autoPagingIterable(), StripeListing::foundInvoice));
    }

    @Override
    public List<FoundIntent> intents(Instant since) {
        var params = PaymentIntentListParams.builder()
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(AT_ONCE)
                .build();
        return breaker.listed(
                "listing payment intents",
                () -> all(
                        stripe.v1().paymentIntents().list(params).autoPagingIterable(),
                        each -> new FoundIntent(
                                each.getId(), marks(each.getMetadata()), "succeeded".equals(each.getStatus()))));
    }

    @Override
    public List<FoundRefund> refunds(Instant since) {
        var params = RefundListParams.builder()
                .setCreated(RefundListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(AT_ONCE)
                .build();
        return breaker.listed(
                "listing refunds",
                () -> all(
                        stripe.v1().refunds().list(params).autoPagingIterable(),
                        each -> new FoundRefund(
                                each.getId(),
                                each.getPaymentIntent(),
                                StripeMoney.refund(each).state())));
    }

    @Override
    public List<FoundDispute> disputes(Instant since) {
        var params = DisputeListParams.builder()
                .setCreated(DisputeListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(AT_ONCE)
                .build();
        return breaker.listed(
                "listing disputes",
                () -> all(stripe.v1().disputes().list(params).autoPagingIterable(), each -> {
                    var facts = StripeMoney.dispute(each);
                    return new FoundDispute(each.getId(), each.getPaymentIntent(), facts.state(), facts.inquiry());
                }));
    }

    private static FoundPage foundPage(Session session) {
        return new FoundPage(
                session.getId(),
                marks(session.getMetadata()),
                frequency(session),
                session.getAmountTotal() == null
                        ? Money.of(0, "EUR")
                        : Money.of(session.getAmountTotal(), session.getCurrency()),
                Instant.ofEpochSecond(session.getCreated()),
                Instant.ofEpochSecond(session.getExpiresAt()));
    }

    /** A page that nobody has paid has no subscription yet, and says by its own mark how often it charges. */
    private static Frequency frequency(Session session) {
        if (!"subscription".equals(session.getMode())) {
            return Frequency.ONCE;
        }
        var subscription = session.getSubscriptionObject();
        if (subscription == null) {
            var said = marks(session.getMetadata()).get(StripeCheckout.FREQUENCY);
            return said == null ? Frequency.MONTHLY : Frequency.of(said);
        }
        var rhythm = subscription.getItems().getData().getFirst().getPrice().getRecurring();
        return "year".equals(rhythm.getInterval()) ? Frequency.ANNUAL : Frequency.MONTHLY;
    }

    private static FoundInvoice foundInvoice(Invoice invoice) {
        var parent = invoice.getParent();
        return new FoundInvoice(
                invoice.getId(),
                parent == null || parent.getSubscriptionDetails() == null
                        ? marks(invoice.getMetadata())
                        : marks(parent.getSubscriptionDetails().getMetadata()),
                "paid".equals(invoice.getStatus()),
                Math.toIntExact(invoice.getAttemptCount()));
    }

    private static <T, F> List<F> all(Iterable<T> listed, Function<T, F> found) {
        var all = new ArrayList<F>();
        listed.forEach(each -> all.add(found.apply(each)));
        return all;
    }

    private static Map<String, String> marks(@Nullable Map<String, String> metadata) {
        return metadata == null ? Map.of() : metadata;
    }
}
