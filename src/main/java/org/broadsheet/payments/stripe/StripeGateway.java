package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.payments.CheckoutRequest;
import org.broadsheet.payments.CommandOutcome;
import org.broadsheet.payments.PaymentGateway;
import org.broadsheet.payments.PromiseFacts;
import org.broadsheet.payments.PromiseFacts.PaymentFacts;
import org.springframework.stereotype.Component;

/** Asks Stripe, and translates. What Stripe's fields mean is {@link StripeFacts}' business. */
@Component
class StripeGateway implements PaymentGateway {
    private static final long INVOICES_AT_ONCE = 100L;

    private final StripeClient stripe;
    private final StripeCheckout checkout;
    private final StripeCommands commands;
    private final StripeBreaker breaker;

    StripeGateway(StripeClient stripe, StripeCheckout checkout, StripeCommands commands, StripeBreaker breaker) {
        this.stripe = stripe;
        this.checkout = checkout;
        this.commands = commands;
        this.breaker = breaker;
    }

    @Override
    public Page open(CheckoutRequest request, String idempotencyKey) {
        var options = RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
        return page(breaker.call(
                "opening a payment page",
                () -> stripe.v1().checkout().sessions().create(checkout.session(request), options)));
    }

    @Override
    public Optional<Page> findPage(UUID promise, Instant since) {
        var params = SessionListParams.builder()
                .setCreated(SessionListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(100L)
                .build();
        return breaker.call("looking for a payment page", () -> {
            for (var session : stripe.v1().checkout().sessions().list(params).autoPagingIterable()) {
                if (promise.toString().equals(session.getClientReferenceId())) {
                    return Optional.of(page(session));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public void close(String sessionId) {
        breaker.call("closing a payment page", () -> {
            if ("open"
                    .equals(stripe.v1()
                            .checkout()
                            .sessions()
                            .retrieve(sessionId)
                            .getStatus())) {
                stripe.v1().checkout().sessions().expire(sessionId);
            }
            return sessionId;
        });
    }

    @Override
    public CommandOutcome carryOut(CommandCall call) {
        return commands.carryOut(call);
    }

    @Override
    public Optional<CommandOutcome.Done> outcomeOf(CommandCall call) {
        return commands.outcomeOf(call);
    }

    @Override
    public PromiseFacts read(String sessionId, Set<String> settledInvoices) {
        return breaker.call("reading " + sessionId, () -> {
            var session = stripe.v1()
                    .checkout()
                    .sessions()
                    .retrieve(
                            sessionId,
                            SessionRetrieveParams.builder()
                                    .addExpand("subscription")
                                    .addExpand("payment_intent.latest_charge.balance_transaction")
                                    .build());
            return new PromiseFacts(
                    StripeFacts.page(session),
                    StripeFacts.subscription(session.getSubscriptionObject()),
                    session.getSubscription() == null
                            ? StripeFacts.singlePayment(session.getPaymentIntentObject())
                            : invoicePayments(session.getSubscription(), settledInvoices));
        });
    }

    /** Oldest first, so that the first payment is told first. */
    private List<PaymentFacts> invoicePayments(String subscription, Set<String> settled) throws StripeException {
        var params = InvoiceListParams.builder()
                .setSubscription(subscription)
                .setLimit(INVOICES_AT_ONCE)
                .addExpand("data.payments")
                .build();
        var facts = new ArrayList<PaymentFacts>();
        for (var invoice : stripe.v1().invoices().list(params).autoPagingIterable()) {
            if (!settled.contains(invoice.getId())) {
                payment(invoice).ifPresent(facts::add);
            }
        }
        Collections.reverse(facts);
        return facts;
    }

    private Optional<PaymentFacts> payment(Invoice invoice) throws StripeException {
        var intent = StripeFacts.paymentIntent(invoice);
        if (intent.isEmpty()) {
            return Optional.empty();
        }
        var expanded = PaymentIntentRetrieveParams.builder()
                .addExpand("latest_charge.balance_transaction")
                .build();
        return StripeFacts.invoicePayment(invoice, stripe.v1().paymentIntents().retrieve(intent.get(), expanded));
    }

    private static Page page(Session session) {
        return StripeFacts.address(session);
    }
}
