package org.broadsheet.payments;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.broadsheet.money.Money;
import org.broadsheet.payments.MoneyBack.DisputeState;
import org.broadsheet.payments.MoneyBack.RefundState;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a kind that Stripe has, by the time at which it was made. Others' objects on a shared account are there as well. Every
 * call goes over the network, and fails with {@link PaymentGateway.Unreachable}.
 */
public interface ListingGateway {

    List<FoundPage> pages(Instant since);

    /** All that live, and those that were made since then. */
    List<FoundSubscription> subscriptions(Instant since);

    List<FoundInvoice> invoices(Instant since);

    List<FoundIntent> intents(Instant since);

    List<FoundRefund> refunds(Instant since);

    List<FoundDispute> disputes(Instant since);

    /** @param metadata what stands on it, ours or others' */
    record FoundPage(
            String sessionId,
            Map<String, String> metadata,
            Frequency frequency,
            Money amount,
            Instant createdAt,
            Instant expiresAt) {}

    record FoundSubscription(Map<String, String> metadata, SubscriptionFacts facts) {}

    /** @param metadata of its subscription, as it was when the invoice was made */
    record FoundInvoice(String id, Map<String, String> metadata, boolean paid, int attempts) {}

    record FoundIntent(String id, Map<String, String> metadata, boolean succeeded) {}

    record FoundRefund(String id, @Nullable String intent, RefundState state) {}

    record FoundDispute(String id, @Nullable String intent, DisputeState state, boolean inquiry) {}
}
