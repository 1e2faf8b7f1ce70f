package org.broadsheet.payments;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Stripe's own pages, apart from the one for paying at first. Fails as {@link PaymentGateway} does. */
public interface HostedPages {

    /** Where one invoice is paid: it shows that invoice and nothing else. Empty when it is not open any more. */
    Optional<URI> invoice(String invoiceId);

    /** Where a customer gives another card and can do nothing else. */
    URI card(String customerId, URI back, Locale language);
}
