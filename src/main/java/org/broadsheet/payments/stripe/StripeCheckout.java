package org.broadsheet.payments.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.CustomerCreation;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.ProductData;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.Recurring;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.SubmitType;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData;
import java.util.Locale;
import org.broadsheet.payments.CheckoutRequest;
import org.broadsheet.payments.Ownership;
import org.broadsheet.publication.Frequency;
import org.springframework.stereotype.Component;

/**
 * What a payment page is asked to be. Payment methods are left to the account's settings; the marks go on the session and, since
 * Stripe does not copy them, on what comes of it.
 */
@Component
class StripeCheckout {
    static final String FREQUENCY = "broadsheet_frequency";

    private final Ownership ownership;

    StripeCheckout(Ownership ownership) {
        this.ownership = ownership;
    }

    SessionCreateParams session(CheckoutRequest request) {
        var marks = ownership.mark(request.promise());
        var params = SessionCreateParams.builder()
                .setClientReferenceId(request.promise().toString())
                .putAllMetadata(marks)
                .putAllMetadata(request.terms())
                .putMetadata(FREQUENCY, request.frequency().key())
                .setSuccessUrl(request.success().toString())
                .setCancelUrl(request.cancel().toString())
                .setLocale(language(request.language()))
                .addLineItem(LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(price(request))
                        .build());
        if (request.email() != null) {
            params.setCustomerEmail(request.email().value());
        }
        if (request.frequency().recurs()) {
            return params.setMode(Mode.SUBSCRIPTION)
                    .setSubscriptionData(SubscriptionData.builder()
                            .putAllMetadata(marks)
                            .setDescription(request.description())
                            .build())
                    .build();
        }
        return params.setMode(Mode.PAYMENT)
                .setSubmitType(SubmitType.DONATE)
                .setCustomerCreation(CustomerCreation.ALWAYS)
                .setPaymentIntentData(PaymentIntentData.builder()
                        .putAllMetadata(marks)
                        .setDescription(request.description())
                        .build())
                .build();
    }

    private static PriceData price(CheckoutRequest request) {
        var price = PriceData.builder()
                .setCurrency(request.amount().stripeCurrency())
                .setUnitAmount(request.amount().minorUnits())
                .setProductData(
                        ProductData.builder().setName(request.description()).build());
        if (request.frequency().recurs()) {
            price.setRecurring(Recurring.builder()
                    .setInterval(
                            request.frequency() == Frequency.MONTHLY
                                    ? Recurring.Interval.MONTH
                                    : Recurring.Interval.YEAR)
                    .build());
        }
        return price.build();
    }

    private static SessionCreateParams.Locale language(Locale language) {
        return switch (language.getLanguage()) {
            case "ru" -> SessionCreateParams.Locale.RU;
            case "en" -> SessionCreateParams.Locale.EN;
            default -> SessionCreateParams.Locale.AUTO;
        };
    }
}
