package org.broadsheet.sandbox;

import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionUpdateParams;

/** Somebody with a card, and a price of ten euros a month to subscribe to. */
final class Subscriber {
    final String customer;
    final String price;
    private final Rehearsal rehearsal;

    Subscriber(Rehearsal rehearsal) throws StripeException {
        this.rehearsal = rehearsal;
        this.customer = customerWith("pm_card_visa");
        this.price = price(1_000);
    }

    String customerWith(String card) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setPaymentMethod(card)
                        .setEmail("elif@example.org")
                        .build())
                .getId();
    }

    String price(long amount) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .prices()
                .create(PriceCreateParams.builder()
                        .setCurrency("eur")
                        .setUnitAmount(amount)
                        .setRecurring(PriceCreateParams.Recurring.builder()
                                .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                                .build())
                        .setProductData(PriceCreateParams.ProductData.builder()
                                .setName("Support")
                                .build())
                        .build())
                .getId();
    }

    SubscriptionCreateParams.Builder wish() {
        return SubscriptionCreateParams.builder()
                .setCustomer(customer)
                .addItem(SubscriptionCreateParams.Item.builder().setPrice(price).build());
    }

    Subscription start(SubscriptionCreateParams.Builder wish) throws StripeException {
        return rehearsal.stripe.v1().subscriptions().create(wish.build());
    }

    void change(Subscription subscription, SubscriptionUpdateParams.Builder change) throws StripeException {
        rehearsal.stripe.v1().subscriptions().update(subscription.getId(), change.build());
    }

    Invoice latest(Subscription subscription) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .invoices()
                .retrieve(rehearsal.again(subscription).getLatestInvoice());
    }
}
