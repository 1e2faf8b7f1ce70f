package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionItemCreateParams;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionItemUpdateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionMigrateParams;
import com.stripe.param.SubscriptionUpdateParams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubscriptionTests {
    private static final long A_DAY = 86_400;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private Subscriber subscriber;

    @BeforeEach
    void prepare() throws Exception {
        subscriber = new Subscriber(rehearsal);
    }

    @Nested
    class When_it_begins_by_the_api {
        @Test
        void it_is_active_and_paid() throws Exception {
            var subscription = subscriber.start(subscriber.wish());

            assertThat(subscription.getStatus()).isEqualTo("active");
            assertThat(subscription.getBillingMode().getType()).isEqualTo("flexible");
            assertThat(subscriber.latest(subscription).getStatus()).isEqualTo("paid");
            assertThat(subscriber.latest(subscription).getBillingReason()).isEqualTo("subscription_create");
        }

        @Test
        void the_buyer_may_confirm_the_payment_with_a_secret() throws Exception {
            var wish = subscriber
                    .wish()
                    .setPaymentBehavior(SubscriptionCreateParams.PaymentBehavior.DEFAULT_INCOMPLETE)
                    .addExpand("latest_invoice.confirmation_secret");
            var subscription = subscriber.start(wish);

            assertThat(subscription.getStatus()).isEqualTo("incomplete");
            assertThat(subscription
                            .getLatestInvoiceObject()
                            .getConfirmationSecret()
                            .getClientSecret())
                    .startsWith("pi_");
        }

        @Test
        void once_the_buyer_has_paid_it_is_active_and_keeps_the_card() throws Exception {
            var wish = subscriber
                    .wish()
                    .setPaymentBehavior(SubscriptionCreateParams.PaymentBehavior.DEFAULT_INCOMPLETE)
                    .setPaymentSettings(SubscriptionCreateParams.PaymentSettings.builder()
                            .setSaveDefaultPaymentMethod(
                                    SubscriptionCreateParams.PaymentSettings.SaveDefaultPaymentMethod.ON_SUBSCRIPTION)
                            .build())
                    .addExpand("latest_invoice.confirmation_secret");
            var subscription = subscriber.start(wish);
            var secret = subscription
                    .getLatestInvoiceObject()
                    .getConfirmationSecret()
                    .getClientSecret();
            rehearsal
                    .stripe
                    .v1()
                    .paymentIntents()
                    .confirm(
                            secret.substring(0, secret.indexOf("_secret_")),
                            PaymentIntentConfirmParams.builder()
                                    .setPaymentMethod("pm_card_mastercard")
                                    .setReturnUrl("http://localhost:9/thanks")
                                    .build());

            var active = rehearsal.again(subscription);
            assertThat(active.getStatus()).isEqualTo("active");
            assertThat(active.getDefaultPaymentMethod()).isNotNull();
            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "customer.subscription.created",
                            "invoice.created",
                            "invoice.finalized",
                            "payment_intent.created",
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "invoice.paid",
                            "customer.subscription.updated");
            rehearsal.later("month");
            assertThat(subscriber.latest(active).getStatus()).isEqualTo("paid");
        }

        @Test
        void a_trial_costs_nothing_and_its_end_is_announced_three_days_before() throws Exception {
            var subscription = subscriber.start(subscriber.wish().setTrialPeriodDays(14L));
            assertThat(subscription.getStatus()).isEqualTo("trialing");
            assertThat(subscriber.latest(subscription).getTotal()).isZero();
            assertThat(subscriber
                            .latest(subscription)
                            .getLines()
                            .getData()
                            .getFirst()
                            .getDescription())
                    .startsWith("Trial period for ");

            rehearsal.later(11 * A_DAY);
            assertThat(rehearsal.types()).contains("customer.subscription.trial_will_end");
            rehearsal.later(3 * A_DAY + 7_200);
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("active");
            assertThat(subscriber.latest(subscription).getTotal()).isEqualTo(1_000);
            assertThat(rehearsal.again(subscription).getBillingCycleAnchor()).isEqualTo(subscription.getTrialEnd());
        }

        @Test
        void all_or_nothing_is_a_card_error() throws Exception {
            var refused = subscriber.customerWith("pm_card_chargeCustomerFail");
            var wish = subscriber
                    .wish()
                    .setCustomer(refused)
                    .setPaymentBehavior(SubscriptionCreateParams.PaymentBehavior.ERROR_IF_INCOMPLETE);

            assertThatThrownBy(() -> subscriber.start(wish)).isInstanceOf(CardException.class);
            assertThat(rehearsal.types()).doesNotContain("customer.subscription.created");
        }
    }

    @Nested
    class When_a_trial_ends_without_a_card {
        private SubscriptionCreateParams.Builder trial(
                SubscriptionCreateParams.TrialSettings.EndBehavior.MissingPaymentMethod end) throws Exception {
            var poor = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder().build());
            return subscriber
                    .wish()
                    .setCustomer(poor.getId())
                    .setTrialPeriodDays(7L)
                    .setTrialSettings(SubscriptionCreateParams.TrialSettings.builder()
                            .setEndBehavior(SubscriptionCreateParams.TrialSettings.EndBehavior.builder()
                                    .setMissingPaymentMethod(end)
                                    .build())
                            .build());
        }

        @Test
        void it_may_end() throws Exception {
            var subscription = subscriber.start(
                    trial(SubscriptionCreateParams.TrialSettings.EndBehavior.MissingPaymentMethod.CANCEL));
            rehearsal.later(8 * A_DAY);

            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("canceled");
        }

        @Test
        void it_may_rest_until_somebody_pays() throws Exception {
            var subscription = subscriber.start(
                    trial(SubscriptionCreateParams.TrialSettings.EndBehavior.MissingPaymentMethod.PAUSE));
            rehearsal.later(40 * A_DAY);
            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("paused");
            assertThat(rehearsal.types()).contains("customer.subscription.paused");

            var card = rehearsal
                    .stripe
                    .v1()
                    .paymentMethods()
                    .attach(
                            "pm_card_visa",
                            com.stripe.param.PaymentMethodAttachParams.builder()
                                    .setCustomer(subscription.getCustomer())
                                    .build());
            subscriber.change(subscription, SubscriptionUpdateParams.builder().setDefaultPaymentMethod(card.getId()));
            var resumed = rehearsal.stripe.v1().subscriptions().resume(subscription.getId());
            assertThat(resumed.getStatus()).isEqualTo("active");
            assertThat(subscriber.latest(resumed).getTotal()).isEqualTo(1_000);
            assertThat(rehearsal.types()).contains("customer.subscription.resumed");
        }

        @Test
        void or_its_invoice_stays_unpaid() throws Exception {
            var subscription = subscriber.start(
                    trial(SubscriptionCreateParams.TrialSettings.EndBehavior.MissingPaymentMethod.CREATE_INVOICE));
            rehearsal.later(7 * A_DAY + 7_200);

            assertThat(rehearsal.again(subscription).getStatus()).isEqualTo("past_due");
        }
    }

    @Nested
    class When_it_changes {
        private Subscription subscription;

        @BeforeEach
        void begin() throws Exception {
            subscription = subscriber.start(subscriber.wish());
            rehearsal.later(15 * A_DAY);
        }

        @Test
        void the_preview_is_the_invoice_that_follows() throws Exception {
            var dearer = subscriber.price(2_000);
            var item = subscription.getItems().getData().getFirst().getId();
            var moment = rehearsal.now();
            var preview = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .createPreview(InvoiceCreatePreviewParams.builder()
                            .setSubscription(subscription.getId())
                            .setSubscriptionDetails(InvoiceCreatePreviewParams.SubscriptionDetails.builder()
                                    .addItem(InvoiceCreatePreviewParams.SubscriptionDetails.Item.builder()
                                            .setId(item)
                                            .setPrice(dearer)
                                            .build())
                                    .setProrationBehavior(
                                            InvoiceCreatePreviewParams.SubscriptionDetails.ProrationBehavior
                                                    .ALWAYS_INVOICE)
                                    .setProrationDate(moment)
                                    .build())
                            .build());
            subscriber.change(
                    subscription,
                    SubscriptionUpdateParams.builder()
                            .addItem(SubscriptionUpdateParams.Item.builder()
                                    .setId(item)
                                    .setPrice(dearer)
                                    .build())
                            .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.ALWAYS_INVOICE)
                            .setProrationDate(moment));

            assertThat(preview.getId()).startsWith("upcoming_in_");
            assertThat(subscriber.latest(subscription).getTotal()).isEqualTo(preview.getTotal());
            assertThat(subscriber.latest(subscription).getLines().getData())
                    .extracting("description", "amount")
                    .containsExactlyElementsOf(preview.getLines().getData().stream()
                            .map(line -> org.assertj.core.groups.Tuple.tuple(line.getDescription(), line.getAmount()))
                            .toList());
        }

        @Test
        void a_preview_changes_nothing() throws Exception {
            var events = rehearsal.events().size();
            rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .createPreview(InvoiceCreatePreviewParams.builder()
                            .setSubscription(subscription.getId())
                            .build());

            assertThat(rehearsal.events()).hasSize(events);
            assertThat(rehearsal.again(subscription).getLatestInvoice()).isEqualTo(subscription.getLatestInvoice());
        }

        @Test
        void items_are_objects_of_their_own() throws Exception {
            var items = rehearsal.stripe.v1().subscriptionItems();
            var added = items.create(SubscriptionItemCreateParams.builder()
                    .setSubscription(subscription.getId())
                    .setPrice(subscriber.price(300))
                    .setQuantity(2L)
                    .build());
            assertThat(items.retrieve(added.getId()).getQuantity()).isEqualTo(2);
            assertThat(items.update(
                                    added.getId(),
                                    SubscriptionItemUpdateParams.builder()
                                            .setQuantity(3L)
                                            .build())
                            .getQuantity())
                    .isEqualTo(3);
            assertThat(items.list(SubscriptionItemListParams.builder()
                                    .setSubscription(subscription.getId())
                                    .build())
                            .getData())
                    .hasSize(2);
            assertThat(items.delete(added.getId()).getDeleted()).isTrue();
            assertThatThrownBy(() -> items.retrieve(added.getId())).isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void a_last_invoice_may_give_back_what_was_not_used() throws Exception {
            var ended = rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .cancel(
                            subscription.getId(),
                            SubscriptionCancelParams.builder()
                                    .setInvoiceNow(true)
                                    .setProrate(true)
                                    .build());

            assertThat(ended.getStatus()).isEqualTo("canceled");
            assertThat(subscriber.latest(ended).getTotal()).isNegative();
        }
    }

    @Nested
    class When_one_is_looked_for {
        @Test
        void it_is_found_by_what_it_is_like() throws Exception {
            var subscription = subscriber.start(subscriber.wish());
            var end = subscription.getItems().getData().getFirst().getCurrentPeriodEnd();
            subscriber.start(subscriber.wish().setTrialPeriodDays(90L));

            assertThat(found(SubscriptionListParams.builder().setCustomer(subscriber.customer)))
                    .isEqualTo(2);
            assertThat(found(SubscriptionListParams.builder().setStatus(SubscriptionListParams.Status.TRIALING)))
                    .isEqualTo(1);
            assertThat(found(SubscriptionListParams.builder().setPrice(subscriber.price)))
                    .isEqualTo(2);
            assertThat(found(SubscriptionListParams.builder()
                            .setCollectionMethod(SubscriptionListParams.CollectionMethod.SEND_INVOICE)))
                    .isZero();
            assertThat(found(SubscriptionListParams.builder()
                            .setCurrentPeriodEnd(SubscriptionListParams.CurrentPeriodEnd.builder()
                                    .setLte(end)
                                    .build())))
                    .isEqualTo(1);
        }

        private int found(SubscriptionListParams.Builder wish) throws Exception {
            return rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .list(wish.build())
                    .getData()
                    .size();
        }
    }

    @Nested
    class When_the_old_rules_of_billing_are_asked_for {
        @Test
        void another_interval_moves_the_anchor_until_it_is_migrated() throws Exception {
            var subscription = subscriber.start(subscriber
                    .wish()
                    .setBillingMode(SubscriptionCreateParams.BillingMode.builder()
                            .setType(SubscriptionCreateParams.BillingMode.Type.CLASSIC)
                            .build()));
            assertThat(subscription.getBillingMode().getType()).isEqualTo("classic");

            var migrated = rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .migrate(
                            subscription.getId(),
                            SubscriptionMigrateParams.builder()
                                    .setBillingMode(SubscriptionMigrateParams.BillingMode.builder()
                                            .setType(SubscriptionMigrateParams.BillingMode.Type.FLEXIBLE)
                                            .build())
                                    .build());
            assertThat(migrated.getBillingMode().getType()).isEqualTo("flexible");
        }
    }
}
