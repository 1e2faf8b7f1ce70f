package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Charge;
import com.stripe.model.checkout.Session;
import com.stripe.param.ChargeListParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckoutTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    @Nested
    class When_somebody_gives_once {
        private Session session;

        @BeforeEach
        void give() throws Exception {
            session = rehearsal.create(Rehearsal.once(3000)
                    .setClientReferenceId("promise-1")
                    .putMetadata("promise", "1")
                    .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                            .setDescription("Thank you")
                            .putMetadata("promise", "1")
                            .build()));
        }

        @Test
        void nothing_is_there_but_an_open_session_until_they_pay() {
            assertThat(session.getStatus()).isEqualTo("open");
            assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
            assertThat(session.getPaymentIntent()).isNull();
            assertThat(session.getAmountTotal()).isEqualTo(3000);
            assertThat(session.getExpiresAt()).isEqualTo(session.getCreated() + 86_400);
            assertThat(session.getUrl()).startsWith(rehearsal.sandbox.address() + "/c/pay/cs_test_");
        }

        @Test
        void the_session_is_complete_and_the_money_has_its_way_through_the_books() throws Exception {
            rehearsal.pay(session, Rehearsal.GOOD);
            var paid = rehearsal
                    .stripe
                    .v1()
                    .checkout()
                    .sessions()
                    .retrieve(
                            session.getId(),
                            SessionRetrieveParams.builder()
                                    .addExpand("payment_intent.latest_charge.balance_transaction")
                                    .addExpand("line_items")
                                    .build());

            assertThat(paid.getStatus()).isEqualTo("complete");
            assertThat(paid.getPaymentStatus()).isEqualTo("paid");
            assertThat(paid.getUrl()).isNull();
            assertThat(paid.getCustomer()).isNull();
            assertThat(paid.getCustomerDetails().getEmail()).isEqualTo("elif@example.org");
            assertThat(paid.getLineItems().getData()).hasSize(1);
            var intent = paid.getPaymentIntentObject();
            assertThat(intent.getMetadata()).containsEntry("promise", "1");
            assertThat(intent.getDescription()).isEqualTo("Thank you");
            assertThat(intent.getLatestChargeObject().getMetadata()).containsEntry("promise", "1");
            var movement = intent.getLatestChargeObject().getBalanceTransactionObject();
            assertThat(movement.getAmount()).isEqualTo(3000);
            assertThat(movement.getFee()).isEqualTo(70);
            assertThat(movement.getNet()).isEqualTo(2930);
        }

        @Test
        void the_events_come_in_the_order_things_happened() throws Exception {
            rehearsal.pay(session, Rehearsal.GOOD);

            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "payment_intent.created",
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "checkout.session.completed",
                            "charge.updated");
            Eventually.until(
                    "the webhooks came as well", () -> rehearsal.witness.types().contains("charge.updated"));
            assertThat(rehearsal.witness.types()).isEqualTo(rehearsal.types());
        }

        @Test
        void clicking_pay_many_times_at_once_pays_once() throws Exception {
            Callable<Integer> click =
                    () -> rehearsal.pay(session, Rehearsal.GOOD).statusCode();
            try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : fingers.invokeAll(List.of(click, click, click, click)))
                    assertThat(answer.get()).isEqualTo(303);
            }

            assertThat(charges()).hasSize(1);
        }

        @Test
        void a_declined_card_leaves_the_session_open_and_another_one_can_pay_it() throws Exception {
            var refused = rehearsal.pay(session, Rehearsal.DECLINED);

            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("The bank said no").contains("<title>Error:");
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
            assertThat(rehearsal.types()).contains("charge.failed", "payment_intent.payment_failed");

            rehearsal.pay(session, Rehearsal.GOOD);
            assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("paid");
            assertThat(charges()).extracting(Charge::getStatus).containsExactly("succeeded", "failed");
            assertThat(charges())
                    .extracting(Charge::getPaymentIntent)
                    .containsOnly(rehearsal.again(session).getPaymentIntent());
        }

        @Test
        void a_customer_is_made_only_when_asked_for() throws Exception {
            rehearsal.pay(session, Rehearsal.GOOD);
            assertThat(rehearsal.types()).doesNotContain("customer.created");

            var other = rehearsal.paid(
                    Rehearsal.once(500).setCustomerCreation(SessionCreateParams.CustomerCreation.ALWAYS));
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .customers()
                            .retrieve(other.getCustomer())
                            .getEmail())
                    .isEqualTo("elif@example.org");
        }

        private List<Charge> charges() throws Exception {
            return rehearsal
                    .stripe
                    .v1()
                    .charges()
                    .list(ChargeListParams.builder().build())
                    .getData();
        }
    }

    @Nested
    class When_somebody_gives_every_month {
        @Test
        void the_sessions_metadata_stays_with_the_session() throws Exception {
            var session = rehearsal.paid(Rehearsal.monthly(500)
                    .putMetadata("of", "session")
                    .setSubscriptionData(SessionCreateParams.SubscriptionData.builder()
                            .putMetadata("of", "subscription")
                            .build()));
            var subscription = rehearsal.stripe.v1().subscriptions().retrieve(session.getSubscription());
            var invoice = rehearsal.stripe.v1().invoices().retrieve(session.getInvoice());

            assertThat(session.getMetadata()).containsEntry("of", "session");
            assertThat(subscription.getMetadata()).containsEntry("of", "subscription");
            assertThat(invoice.getParent().getSubscriptionDetails().getMetadata())
                    .containsEntry("of", "subscription");
        }

        @Test
        void the_events_come_in_the_order_things_happened() throws Exception {
            rehearsal.paid(Rehearsal.monthly(500));

            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "customer.created",
                            "payment_method.attached",
                            "payment_intent.created",
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "customer.subscription.created",
                            "invoice.created",
                            "invoice.finalized",
                            "invoice_payment.paid",
                            "invoice.paid",
                            "invoice.payment_succeeded",
                            "customer.updated",
                            "checkout.session.completed",
                            "charge.updated");
        }

        @Test
        void who_is_a_customer_already_stays_the_same_one() throws Exception {
            var customer = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder()
                            .setEmail("ada@example.org")
                            .build());
            var wish = Rehearsal.monthly(500).setCustomer(customer.getId()).setCustomerEmail(null);
            var session = rehearsal.paid(wish);

            assertThat(session.getCustomer()).isEqualTo(customer.getId());
            assertThat(session.getCustomerDetails().getEmail()).isEqualTo("ada@example.org");
            var subscriptions = rehearsal
                    .stripe
                    .v1()
                    .subscriptions()
                    .list(SubscriptionListParams.builder()
                            .setCustomer(customer.getId())
                            .build());
            assertThat(subscriptions.getData()).hasSize(1);
        }

        @Test
        void who_has_been_deleted_meanwhile_pays_nothing_and_is_told_so() throws Exception {
            var customers = rehearsal.stripe.v1().customers();
            var customer = customers.create(
                    CustomerCreateParams.builder().setEmail("ada@example.org").build());
            var session = rehearsal.create(
                    Rehearsal.monthly(500).setCustomer(customer.getId()).setCustomerEmail(null));
            customers.delete(customer.getId());

            var answer = rehearsal.pay(session, Rehearsal.GOOD);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("has been deleted");
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
            assertThat(rehearsal.types()).doesNotContain("charge.succeeded", "payment_intent.created");
        }

        @Test
        void the_session_is_found_by_its_subscription() throws Exception {
            var session = rehearsal.paid(Rehearsal.monthly(500));
            rehearsal.paid(Rehearsal.monthly(700));

            var found = rehearsal
                    .stripe
                    .v1()
                    .checkout()
                    .sessions()
                    .list(SessionListParams.builder()
                            .setSubscription(session.getSubscription())
                            .build());
            assertThat(found.getData()).extracting(Session::getId).containsExactly(session.getId());
        }
    }
}
