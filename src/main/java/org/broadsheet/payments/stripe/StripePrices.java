package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.net.RequestOptions;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.SubscriptionUpdateParams.Item;
import com.stripe.param.SubscriptionUpdateParams.Item.PriceData;
import com.stripe.param.SubscriptionUpdateParams.Item.PriceData.Recurring;
import org.broadsheet.money.Money;
import org.broadsheet.payments.StripeCommand.ChangeAmount;
import org.broadsheet.payments.StripeCommand.ChangeFrequency;
import org.broadsheet.publication.Frequency;
import org.springframework.stereotype.Component;

/** Another price for a subscription that runs: Stripe's prices cannot be changed, so it gets a new one. */
@Component
class StripePrices {
    private final StripeClient stripe;

    StripePrices(StripeClient stripe) {
        this.stripe = stripe;
    }

    Item amount(Subscription now, ChangeAmount change) {
        var price = now.getItems().getData().getFirst().getPrice();
        return item(
                now,
                change.amount(),
                price.getProduct(),
                "year".equals(price.getRecurring().getInterval()) ? Frequency.ANNUAL : Frequency.MONTHLY);
    }

    /** The name of the product tells the rhythm, so another rhythm is another product. */
    Item frequency(Subscription now, ChangeFrequency change, String key) throws StripeException {
        var product = stripe.v1()
                .products()
                .create(
                        ProductCreateParams.builder()
                                .setName(change.description())
                                .build(),
                        RequestOptions.builder()
                                .setIdempotencyKey(key + ":product")
                                .build());
        return item(now, change.amount(), product.getId(), change.frequency());
    }

    private static Item item(Subscription now, Money amount, String product, Frequency frequency) {
        return Item.builder()
                .setId(now.getItems().getData().getFirst().getId())
                .setPriceData(PriceData.builder()
                        .setCurrency(amount.stripeCurrency())
                        .setProduct(product)
                        .setUnitAmount(amount.minorUnits())
                        .setRecurring(Recurring.builder()
                                .setInterval(
                                        frequency == Frequency.MONTHLY
                                                ? Recurring.Interval.MONTH
                                                : Recurring.Interval.YEAR)
                                .build())
                        .build())
                .build();
    }
}
