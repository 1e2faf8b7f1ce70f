package org.broadsheet.payments.stripe;

import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import org.broadsheet.payments.CardOnFile;
import org.jspecify.annotations.Nullable;

/** Reads Stripe's fields about how a subscription is paid: its own pinned method comes before the customer's. */
final class StripeCards {
    private StripeCards() {}

    static @Nullable CardOnFile onFile(Session session) {
        var subscription = session.getSubscriptionObject();
        if (subscription == null || subscription.getEndedAt() != null) {
            return null;
        }
        var pinned = pinned(subscription);
        var customers = ofCustomer(session.getCustomerObject());
        var inUse = pinned == null ? customers : pinned;
        return new CardOnFile(
                inUse == null ? null : inUse.getId(),
                customers == null ? null : customers.getId(),
                inUse == null ? null : label(inUse),
                inUse == null ? null : lastDay(inUse));
    }

    private static @Nullable PaymentMethod pinned(Subscription subscription) {
        return subscription.getDefaultPaymentMethodObject();
    }

    private static @Nullable PaymentMethod ofCustomer(@Nullable Customer customer) {
        return customer == null || customer.getInvoiceSettings() == null
                ? null
                : customer.getInvoiceSettings().getDefaultPaymentMethodObject();
    }

    private static @Nullable String label(PaymentMethod method) {
        var card = method.getCard();
        return card == null
                ? null
                : card.getBrand().substring(0, 1).toUpperCase(Locale.ROOT)
                        + card.getBrand().substring(1) + " " + card.getLast4();
    }

    private static @Nullable LocalDate lastDay(PaymentMethod method) {
        var card = method.getCard();
        return card == null
                ? null
                : YearMonth.of(Math.toIntExact(card.getExpYear()), Math.toIntExact(card.getExpMonth()))
                        .atEndOfMonth();
    }
}
