package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.payments.CheckoutRequest;
import org.broadsheet.payments.CommandOutcome;
import org.broadsheet.payments.MoneyBack;
import org.broadsheet.payments.PaymentGateway;
import org.broadsheet.payments.PromiseFacts;
import org.broadsheet.payments.PromiseFacts.PaymentFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks Stripe, and translates. What Stripe's fields mean is {@link StripeFacts}' business. */
@Component
class StripeGateway implements PaymentGateway {
    private static final long AT_ONCE = 100L;

    private final StripeClient stripe;
    private final StripeCheckout checkout;
    private final StripeCommands commands;
    private final StripeLookup lookup;
    private final StripeBreaker breaker;
    private final StripeAccount account;

    StripeGateway(
            StripeClient stripe,
            StripeCheckout checkout,
            StripeCommands commands,
            StripeLookup lookup,
            StripeBreaker breaker,
            StripeAccount account) {
        this.stripe = stripe;
        this.checkout = checkout;
        this.commands = commands;
        this.lookup = lookup;
        this.breaker = breaker;
        this.account = account;
    }

    @Override
    public Page open(CheckoutRequest request, String idempotencyKey) {
        account.requireOriginal("opening a payment page");
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
        account.requireOriginal("closing a payment page");
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
        account.requireOriginal("carrying out " + call.command());
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
                                    .addExpand("subscription.default_payment_method")
                                    .addExpand("customer.invoice_settings.default_payment_method")
                                    .addExpand("payment_intent.latest_charge.balance_transaction")
                                    .build());
            var touched = new HashSet<String>();
            return new PromiseFacts(
                    StripeFacts.page(session),
                    StripeFacts.subscription(session.getSubscriptionObject()),
                    session.getSubscription() == null
                            ? singlePayment(session.getPaymentIntentObject(), touched)
                            : invoicePayments(session.getSubscription(), settledInvoices, touched),
                    Set.copyOf(touched),
                    StripeCards.onFile(session));
        });
    }

    @Override
    public MoneyBack moneyBack(String paymentIntentId) {
        var refunds = RefundListParams.builder()
                .setPaymentIntent(paymentIntentId)
                .setLimit(AT_ONCE)
                .addExpand("data.balance_transaction")
                .addExpand("data.failure_balance_transaction")
                .build();
        var disputes = DisputeListParams.builder()
                .setPaymentIntent(paymentIntentId)
                .setLimit(AT_ONCE)
                .build();
        return breaker.call("reading what went back of " + paymentIntentId, () -> {
            var refunded = new ArrayList<MoneyBack.RefundFacts>();
            for (var refund : stripe.v1().refunds().list(refunds).autoPagingIterable()) {
                refunded.add(StripeMoney.refund(refund));
            }
            var disputed = new ArrayList<MoneyBack.DisputeFacts>();
            for (var dispute : stripe.v1().disputes().list(disputes).autoPagingIterable()) {
                disputed.add(StripeMoney.dispute(dispute));
            }
            return new MoneyBack(paymentIntentId, refunded.reversed(), disputed.reversed());
        });
    }

    private static List<PaymentFacts> singlePayment(@Nullable PaymentIntent intent, Set<String> touched) {
        note(intent, touched);
        return StripeFacts.singlePayment(intent);
    }

    private static void note(@Nullable PaymentIntent intent, Set<String> touched) {
        if (intent != null && StripeFacts.isTouched(intent)) {
            touched.add(intent.getId());
        }
    }

    /** Oldest first, so that the first payment is told first. */
    private List<PaymentFacts> invoicePayments(String subscription, Set<String> settled, Set<String> touched)
            throws StripeException {
        var params = InvoiceListParams.builder()
                .setSubscription(subscription)
                .setLimit(AT_ONCE)
                .addExpand("data.payments")
                .build();
        var facts = new ArrayList<PaymentFacts>();
        for (var invoice : stripe.v1().invoices().list(params).autoPagingIterable()) {
            if (!settled.contains(invoice.getId())) {
                payment(invoice, touched).ifPresent(facts::add);
            }
        }
        Collections.reverse(facts);
        return facts;
    }

    private Optional<PaymentFacts> payment(Invoice invoice, Set<String> touched) throws StripeException {
        var intent = StripeFacts.paymentIntent(invoice);
        if (intent.isEmpty()) {
            return Optional.empty();
        }
        var expanded = PaymentIntentRetrieveParams.builder()
                .addExpand("latest_charge.balance_transaction")
                .build();
        var payment = stripe.v1().paymentIntents().retrieve(intent.get(), expanded);
        note(payment, touched);
        return StripeFacts.invoicePayment(invoice, payment);
    }

    @Override
    public Owner ownerOf(String id) {
        return breaker.call("asking whose " + id + " is", () -> lookup.ownerOf(id));
    }

    private static Page page(Session session) {
        return StripeFacts.address(session);
    }
}
