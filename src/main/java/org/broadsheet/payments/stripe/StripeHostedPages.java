package org.broadsheet.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.param.billingportal.SessionCreateParams;
import com.stripe.param.billingportal.SessionCreateParams.FlowData;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.payments.HostedPages;
import org.springframework.stereotype.Component;

@Component
class StripeHostedPages implements HostedPages {
    private final StripeClient stripe;
    private final StripeBreaker breaker;

    StripeHostedPages(StripeClient stripe, StripeBreaker breaker) {
        this.stripe = stripe;
        this.breaker = breaker;
    }

    @Override
    public Optional<URI> invoice(String invoiceId) {
        return breaker.call("finding the page of " + invoiceId, () -> {
            var invoice = stripe.v1().invoices().retrieve(invoiceId);
            return "open".equals(invoice.getStatus())
                    ? Optional.ofNullable(invoice.getHostedInvoiceUrl()).map(URI::create)
                    : Optional.empty();
        });
    }

    @Override
    public URI card(String customerId, URI back, Locale language) {
        var params = SessionCreateParams.builder()
                .setCustomer(customerId)
                .setReturnUrl(back.toString())
                .setLocale(
                        switch (language.getLanguage()) {
                            case "ru" -> SessionCreateParams.Locale.RU;
                            case "en" -> SessionCreateParams.Locale.EN;
                            default -> SessionCreateParams.Locale.AUTO;
                        })
                .setFlowData(FlowData.builder()
                        .setType(FlowData.Type.PAYMENT_METHOD_UPDATE)
                        .setAfterCompletion(FlowData.AfterCompletion.builder()
                                .setType(FlowData.AfterCompletion.Type.REDIRECT)
                                .setRedirect(FlowData.AfterCompletion.Redirect.builder()
                                        .setReturnUrl(back.toString())
                                        .build())
                                .build())
                        .build())
                .build();
        return breaker.call(
                "opening the card page of " + customerId,
                () -> URI.create(
                        stripe.v1().billingPortal().sessions().create(params).getUrl()));
    }
}
