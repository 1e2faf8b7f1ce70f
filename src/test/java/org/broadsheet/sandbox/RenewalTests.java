package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RenewalTests {
    private static final long TEN_MINUTES = 600;
    private static final long AN_HOUR = 3_600;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class When_a_month_has_passed {
        private Subscription before;

        @BeforeEach
        void subscribe() throws Exception {
            before = rehearsal.subscribed(Rehearsal.GOOD);
        }

        @Test
        void one_new_invoice_is_paid_and_the_period_has_moved_once() throws Exception {
            rehearsal.later("month");

            var invoice = newest(before);
            assertThat(invoices(before)).hasSize(2);
            assertThat(invoice.getBillingReason()).isEqualTo("subscription_cycle");
            assertThat(invoice.getStatus()).isEqualTo("paid");
            assertThat(invoice.getAttemptCount()).isEqualTo(1);
            assertThat(start(rehearsal.again(before))).isEqualTo(end(before));
        }

        @Test
        void the_events_come_in_the_order_things_happened() throws Exception {
            rehearsal.later("month");

            assertThat(rehearsal.typesAfter(before.getCreated()))
                    .containsExactly(
                            "invoice.upcoming",
                            "invoice.created",
                            "customer.subscription.updated",
                            "invoice.finalized",
                            "payment_intent.created",
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "invoice_payment.paid",
                            "invoice.updated",
                            "invoice.paid",
                            "invoice.payment_succeeded",
                            "charge.updated");
        }

        @Test
        void the_events_tell_the_simulated_time_and_what_was_before() throws Exception {
            rehearsal.later("month");

            var moved = only("customer.subscription.updated");
            assertThat(moved.getCreated()).isEqualTo(end(before));
            assertThat(moved.getData().getPreviousAttributes()).containsOnlyKeys("items", "latest_invoice");
            assertThat(moved.getData().getPreviousAttributes())
                    .containsEntry("latest_invoice", before.getLatestInvoice());
            assertThat(events("invoice.paid").getLast().getCreated()).isEqualTo(end(before) + AN_HOUR);
        }

        @Test
        void the_period_moves_an_hour_before_the_money() throws Exception {
            rehearsal.later(end(before) - rehearsal.now() + TEN_MINUTES);
            assertThat(newest(before).getStatus()).isEqualTo("draft");
            assertThat(newest(before).getAutomaticallyFinalizesAt()).isEqualTo(end(before) + AN_HOUR);
            assertThat(start(rehearsal.again(before))).isEqualTo(end(before));

            rehearsal.later(AN_HOUR);
            assertThat(newest(before).getStatus()).isEqualTo("paid");
        }

        @Test
        void a_year_brings_twelve_more_invoices_each_paid_once() throws Exception {
            rehearsal.later("year");

            assertThat(invoices(before))
                    .hasSize(13)
                    .extracting(Invoice::getStatus)
                    .containsOnly("paid");
            assertThat(invoices(before)).extracting(Invoice::getNumber).doesNotHaveDuplicates();
        }
    }

    @Nested
    class When_the_card_no_longer_pays {
        private Subscription before;

        @BeforeEach
        void fail() throws Exception {
            before = rehearsal.subscribed(Rehearsal.FAILS_LATER);
            rehearsal.later("month");
        }

        @Test
        void the_subscription_is_past_due_and_the_next_attempt_is_set() throws Exception {
            var invoice = newest(before);

            assertThat(rehearsal.again(before).getStatus()).isEqualTo("past_due");
            assertThat(invoice.getStatus()).isEqualTo("open");
            assertThat(invoice.getAttempted()).isTrue();
            assertThat(invoice.getAttemptCount()).isEqualTo(1);
            assertThat(invoice.getNextPaymentAttempt()).isEqualTo(end(before) + AN_HOUR + 3 * 86_400);
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .retrieve(before.getCustomer())
                            .getDelinquent())
                    .isTrue();
        }

        @Test
        void the_events_come_in_the_order_things_happened() throws Exception {
            assertThat(rehearsal.typesAfter(end(before)))
                    .containsExactly(
                            "invoice.finalized",
                            "payment_intent.created",
                            "charge.failed",
                            "payment_intent.payment_failed",
                            "invoice.updated",
                            "invoice.payment_failed",
                            "customer.subscription.updated",
                            "customer.updated");
            assertThat(events("customer.subscription.updated")
                            .getLast()
                            .getData()
                            .getPreviousAttributes())
                    .isEqualTo(Map.of("status", "active"));
        }

        @Test
        void the_last_retry_ends_the_subscription_and_leaves_the_invoice_open() throws Exception {
            rehearsal.later(16 * 86_400L);

            var ended = rehearsal.again(before);
            assertThat(ended.getStatus()).isEqualTo("canceled");
            assertThat(ended.getCancellationDetails().getReason()).isEqualTo("payment_failed");
            assertThat(ended.getEndedAt()).isEqualTo(end(before) + AN_HOUR + 15 * 86_400);
            assertThat(newest(before).getStatus()).isEqualTo("open");
            assertThat(newest(before).getAttemptCount()).isEqualTo(4);
            assertThat(newest(before).getNextPaymentAttempt()).isNull();
            assertThat(events("invoice.payment_failed")).hasSize(4);
            assertThat(rehearsal.types().getLast()).isEqualTo("customer.subscription.deleted");
        }

        @Test
        void the_account_may_wish_for_another_end() throws Exception {
            rehearsal.post("/_sandbox/settings", Map.of("retry_days", "1", "after_retries", "unpaid"));
            rehearsal.later(4 * 86_400L);

            assertThat(rehearsal.again(before).getStatus()).isEqualTo("unpaid");
            assertThat(rehearsal.types().getLast()).isEqualTo("customer.subscription.updated");

            rehearsal.post("/_sandbox/settings", Map.of("retry_days", "", "after_retries", "past_due"));
            var other = rehearsal.subscribed(Rehearsal.FAILS_LATER);
            rehearsal.later("month");
            assertThat(rehearsal.again(other).getStatus()).isEqualTo("past_due");
            assertThat(newest(other).getNextPaymentAttempt()).isNull();
        }

        @Test
        void an_unpaid_subscription_gets_drafts_only() throws Exception {
            rehearsal.post("/_sandbox/settings", Map.of("retry_days", "1", "after_retries", "unpaid"));
            rehearsal.later("month");
            rehearsal.later("month");

            assertThat(newest(before).getStatus()).isEqualTo("draft");
            assertThat(newest(before).getAutoAdvance()).isFalse();
        }

        @Test
        void a_good_card_and_an_order_to_pay_bring_it_back() throws Exception {
            var card = rehearsal
                    .stripe
                    .v1()
                    .paymentMethods()
                    .attach(
                            "pm_card_visa",
                            PaymentMethodAttachParams.builder()
                                    .setCustomer(before.getCustomer())
                                    .build());
            var moment = rehearsal.types().size();
            var paid = rehearsal
                    .stripe
                    .v1()
                    .invoices()
                    .pay(
                            newest(before).getId(),
                            InvoicePayParams.builder()
                                    .setPaymentMethod(card.getId())
                                    .build());

            assertThat(paid.getStatus()).isEqualTo("paid");
            assertThat(paid.getAttemptCount()).isEqualTo(1);
            assertThat(rehearsal.again(before).getStatus()).isEqualTo("active");
            assertThat(rehearsal.types().subList(moment, rehearsal.types().size()))
                    .containsExactly(
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "invoice_payment.paid",
                            "invoice.updated",
                            "invoice.paid",
                            "invoice.payment_succeeded",
                            "customer.subscription.updated",
                            "customer.updated",
                            "charge.updated");
            rehearsal.later(20 * 86_400L);
            assertThat(rehearsal.again(before).getStatus()).isEqualTo("active");
        }

        @Test
        void a_new_card_on_the_subscription_pays_at_the_next_retry() throws Exception {
            var card = rehearsal
                    .stripe
                    .v1()
                    .paymentMethods()
                    .attach(
                            "pm_card_mastercard",
                            PaymentMethodAttachParams.builder()
                                    .setCustomer(before.getCustomer())
                                    .build());
            rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .update(
                            before.getId(),
                            SubscriptionUpdateParams.builder()
                                    .setDefaultPaymentMethod(card.getId())
                                    .build());
            rehearsal.later(4 * 86_400L);

            assertThat(newest(before).getStatus()).isEqualTo("paid");
            assertThat(newest(before).getAttemptCount()).isEqualTo(2);
            assertThat(rehearsal.again(before).getStatus()).isEqualTo("active");
        }

        @Test
        void paying_with_a_bad_card_is_refused_but_leaves_its_traces() throws Exception {
            var invoice = newest(before);
            assertThatThrownBy(() -> rehearsal.stripe.v1().invoices().pay(invoice.getId()))
                    .isInstanceOfSatisfying(CardException.class, refused -> {
                        assertThat(refused.getStatusCode()).isEqualTo(402);
                        assertThat(refused.getCode()).isEqualTo("card_declined");
                        assertThat(refused.getDeclineCode()).isEqualTo("generic_decline");
                    });

            assertThat(newest(before).getAttemptCount()).isEqualTo(1);
            assertThat(events("charge.failed")).hasSize(2);
        }

        @Test
        void an_order_to_void_ends_the_matter() throws Exception {
            var invoice =
                    rehearsal.stripe.v1().invoices().voidInvoice(newest(before).getId());

            assertThat(invoice.getStatus()).isEqualTo("void");
            assertThat(rehearsal.types())
                    .endsWith(
                            "invoice.updated",
                            "invoice.voided",
                            "payment_intent.canceled",
                            "customer.subscription.updated",
                            "customer.updated");
            assertThat(rehearsal.again(before).getStatus()).isEqualTo("active");
        }
    }

    @Nested
    class When_a_subscription_is_changed {
        private Subscription before;

        @BeforeEach
        void subscribe() throws Exception {
            before = rehearsal.subscribed(Rehearsal.GOOD);
        }

        @Test
        void another_amount_is_charged_from_the_next_period_on() throws Exception {
            var item = before.getItems().getData().getFirst();
            var price = Item.PriceData.builder()
                    .setCurrency("eur")
                    .setUnitAmount(1000L)
                    .setProduct(item.getPrice().getProduct())
                    .setRecurring(Item.PriceData.Recurring.builder()
                            .setInterval(Item.PriceData.Recurring.Interval.MONTH)
                            .build())
                    .build();
            var changed = rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .update(
                            before.getId(),
                            SubscriptionUpdateParams.builder()
                                    .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.NONE)
                                    .addItem(Item.builder()
                                            .setId(item.getId())
                                            .setPriceData(price)
                                            .build())
                                    .build());
            assertThat(changed.getItems().getData().getFirst().getPrice().getUnitAmount())
                    .isEqualTo(1000);
            assertThat(only("customer.subscription.updated").getData().getPreviousAttributes())
                    .containsOnlyKeys("items");

            rehearsal.later("month");
            assertThat(newest(before).getAmountPaid()).isEqualTo(1000);
        }

        @Test
        void a_paused_one_stays_active_and_takes_no_money() throws Exception {
            var paused = rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .update(
                            before.getId(),
                            SubscriptionUpdateParams.builder()
                                    .setPauseCollection(SubscriptionUpdateParams.PauseCollection.builder()
                                            .setBehavior(SubscriptionUpdateParams.PauseCollection.Behavior.VOID)
                                            .setResumesAt(end(before) + 86_400)
                                            .build())
                                    .build());
            assertThat(paused.getStatus()).isEqualTo("active");
            rehearsal.later("month");
            assertThat(newest(before).getStatus()).isEqualTo("void");
            assertThat(events("charge.succeeded")).hasSize(1);

            rehearsal.later("month");
            assertThat(rehearsal.again(before).getPauseCollection()).isNull();
            assertThat(newest(before).getStatus()).isEqualTo("paid");
        }
    }

    private List<Invoice> invoices(Subscription subscription) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .invoices()
                .list(InvoiceListParams.builder()
                        .setSubscription(subscription.getId())
                        .setLimit(100L)
                        .build())
                .getData();
    }

    private Invoice newest(Subscription subscription) throws Exception {
        return invoices(subscription).getFirst();
    }

    private List<Event> events(String type) throws Exception {
        return rehearsal.events().stream()
                .filter(event -> event.getType().equals(type))
                .toList();
    }

    private Event only(String type) throws Exception {
        assertThat(events(type)).hasSize(1);
        return events(type).getFirst();
    }

    private static long start(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getCurrentPeriodStart();
    }

    private static long end(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getCurrentPeriodEnd();
    }
}
