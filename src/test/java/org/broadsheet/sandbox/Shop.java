package org.broadsheet.sandbox;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Refund;
import com.stripe.model.Subscription;
import com.stripe.model.testhelpers.TestClock;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentMethodAttachParams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who sells by Stripe's API alone, with the official SDK, as its documentation shows it. */
final class Shop {
    static final long AN_HOUR = 3_600;
    static final long A_DAY = 86_400;

    final RequestOptions with;
    private final StripeClient stripe;

    Shop(Rehearsal rehearsal) {
        this(rehearsal, Rehearsal.KEY);
    }

    Shop(Rehearsal rehearsal, String key) {
        stripe = rehearsal.client(key);
        with = RequestOptions.builder()
                .setApiKey(key)
                .setBaseUrl(rehearsal.sandbox.address().toString())
                .setMaxNetworkRetries(2)
                .build();
    }

    /** Whose card is ready for whatever is to be paid. */
    Customer customer(String card) throws StripeException {
        return customer(card, Map.of());
    }

    Customer customer(String card, Map<String, Object> more) throws StripeException {
        var wish = new HashMap<>(more);
        wish.put("email", "elif@example.org");
        var customer = Customer.create(wish, with);
        return giveCard(customer, card);
    }

    Customer giveCard(Customer customer, String card) throws StripeException {
        var attached = attach(customer.getId(), card);
        return customer.update(Map.of("invoice_settings", Map.of("default_payment_method", attached.getId())), with);
    }

    PaymentMethod attach(String customer, String card) throws StripeException {
        return stripe.v1()
                .paymentMethods()
                .attach(
                        card,
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customer)
                                .build());
    }

    Price price(long amount, String interval) throws StripeException {
        return Price.create(
                Map.of(
                        "currency",
                        "eur",
                        "unit_amount",
                        amount,
                        "recurring",
                        Map.of("interval", interval),
                        "product_data",
                        Map.of("name", "Support")),
                with);
    }

    Subscription subscribe(Customer customer, Price price) throws StripeException {
        return subscribe(customer, price, Map.of());
    }

    Subscription subscribe(Customer customer, Price price, Map<String, Object> more) throws StripeException {
        var wish = new HashMap<>(more);
        wish.put("customer", customer.getId());
        wish.put("items", List.of(Map.of("price", price.getId())));
        return Subscription.create(wish, with);
    }

    Subscription again(Subscription subscription) throws StripeException {
        return Subscription.retrieve(subscription.getId(), with);
    }

    Subscription change(Subscription subscription, Map<String, Object> wish) throws StripeException {
        return again(subscription).update(wish, with);
    }

    List<Invoice> invoices(Subscription subscription) throws StripeException {
        return Invoice.list(Map.of("subscription", subscription.getId(), "limit", 100), with)
                .getData();
    }

    Invoice newest(Subscription subscription) throws StripeException {
        return invoices(subscription).getFirst();
    }

    TestClock clock(long at) throws StripeException {
        return TestClock.create(Map.of("frozen_time", at), with);
    }

    TestClock again(TestClock clock) throws StripeException {
        return TestClock.retrieve(clock.getId(), with);
    }

    /** Comes back when all has happened that was due until then. */
    TestClock advance(TestClock clock, long to) throws StripeException {
        again(clock).advance(Map.of("frozen_time", to), with);
        return ready(clock);
    }

    TestClock ready(TestClock clock) throws StripeException {
        Eventually.until("the clock is ready", () -> {
            try {
                return again(clock).getStatus().equals("ready");
            } catch (StripeException unreachable) {
                throw new IllegalStateException(unreachable);
            }
        });
        return again(clock);
    }

    Charge chargeOf(PaymentIntent intent) throws StripeException {
        return Charge.retrieve(intent.getLatestCharge(), with);
    }

    Refund refund(PaymentIntent intent, long amount) throws StripeException {
        return Refund.create(Map.of("payment_intent", intent.getId(), "amount", amount), with);
    }

    static long start(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getCurrentPeriodStart();
    }

    static long end(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getCurrentPeriodEnd();
    }
}
