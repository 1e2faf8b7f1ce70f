package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.param.InvoicePaymentListParams;
import java.util.Map;
import java.util.Objects;
import org.broadsheet.payments.PaymentGateway.Owner;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows an object to the marks that tell whose it is: Stripe copies them to some objects and leaves others bare. */
@Component
class StripeLookup {
    private static final int NOT_FOUND = 404;

    private final StripeClient stripe;

    StripeLookup(StripeClient stripe) {
        this.stripe = stripe;
    }

    Owner ownerOf(String id) throws StripeException {
        try {
            return id.startsWith("in_") ? ofInvoice(stripe.v1().invoices().retrieve(id)) : ofIntent(id);
        } catch (InvalidRequestException e) {
            if (e.getStatusCode() != null && e.getStatusCode() == NOT_FOUND) {
                return new Owner.Missing();
            }
            throw e;
        }
    }

    private static Owner ofInvoice(Invoice invoice) {
        var parent = invoice.getParent();
        return parent == null || parent.getSubscriptionDetails() == null
                ? marked(invoice.getMetadata())
                : marked(parent.getSubscriptionDetails().getMetadata());
    }

    private Owner ofIntent(String id) throws StripeException {
        var intent = stripe.v1().paymentIntents().retrieve(id);
        if (intent.getMetadata() != null && !intent.getMetadata().isEmpty()) {
            return marked(intent.getMetadata());
        }
        var params = InvoicePaymentListParams.builder()
                .setPayment(InvoicePaymentListParams.Payment.builder()
                        .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                        .setPaymentIntent(id)
                        .build())
                .setLimit(1L)
                .build();
        var paid = stripe.v1().invoicePayments().list(params).getData();
        return paid.isEmpty()
                ? marked(Map.of())
                : ofInvoice(stripe.v1().invoices().retrieve(paid.getFirst().getInvoice()));
    }

    private static Owner marked(@Nullable Map<String, String> metadata) {
        return new Owner.Marked(Objects.requireNonNullElse(metadata, Map.of()));
    }
}
