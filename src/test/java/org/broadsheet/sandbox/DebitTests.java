package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebitTests {
    private static final String PAYS = "AT611904300234573201";
    private static final String FAILS = "AT861904300235473202";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private HttpResponse<String> debit(Session session, String iban) {
        return rehearsal.post(
                "/c/pay/" + session.getId(),
                Map.of("email", "elif@example.org", "method", "sepa", "iban", iban, "name", "Elif"));
    }

    @Nested
    class When_somebody_gives_once_from_an_account {
        @Test
        void the_session_is_complete_but_unpaid_until_the_bank_has_answered() throws Exception {
            var session = rehearsal.create(Rehearsal.once(3000));
            assertThat(debit(session, PAYS).statusCode()).isEqualTo(303);
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("complete");
            assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("unpaid");

            rehearsal.later(6 * 86_400);
            assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("paid");
            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "payment_intent.created",
                            "payment_intent.processing",
                            "charge.pending",
                            "checkout.session.completed",
                            "charge.succeeded",
                            "payment_intent.succeeded",
                            "checkout.session.async_payment_succeeded");
            var charge = rehearsal.stripe.v1().charges().list().getData().getFirst();
            var mandate = charge.getPaymentMethodDetails().getSepaDebit().getMandate();
            assertThat(rehearsal.stripe.v1().mandates().retrieve(mandate).getStatus())
                    .isEqualTo("active");
        }

        @Test
        void or_it_fails_days_later() throws Exception {
            var session = rehearsal.create(Rehearsal.once(3000));
            debit(session, FAILS);
            rehearsal.later(6 * 86_400);

            assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("unpaid");
            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "checkout.session.completed",
                            "charge.failed",
                            "payment_intent.payment_failed",
                            "checkout.session.async_payment_failed")
                    .doesNotContain("charge.succeeded");
        }

        @Test
        void some_accounts_answer_after_three_minutes() throws Exception {
            var session = rehearsal.create(Rehearsal.once(3000));
            debit(session, "AT321904300235473204");
            rehearsal.later(200);

            assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("paid");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "DE00", "DE89370400440532013999", "4242424242424242"})
        void no_other_account_is_taken_or_shown_again(String iban) throws Exception {
            var session = rehearsal.create(Rehearsal.once(3000));
            var answer = debit(session, iban);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("id=\"iban-error\"", "href=\"#iban\"");
            if (!iban.isEmpty()) assertThat(answer.body()).doesNotContain("value=\"" + iban);
            assertThat(rehearsal.types()).noneMatch(type -> type.startsWith("charge"));
        }
    }

    @Test
    void a_subscription_is_active_meanwhile_and_its_invoice_is_paid_later() throws Exception {
        var session = rehearsal.create(Rehearsal.monthly(500));
        debit(session, PAYS);
        var subscription = rehearsal
                .stripe
                .v1()
                .subscriptions()
                .retrieve(rehearsal.again(session).getSubscription());
        assertThat(subscription.getStatus()).isEqualTo("active");
        var invoice = subscription.getLatestInvoice();
        assertThat(rehearsal.stripe.v1().invoices().retrieve(invoice).getStatus())
                .isEqualTo("open");

        rehearsal.later(6 * 86_400);
        assertThat(rehearsal.stripe.v1().invoices().retrieve(invoice).getStatus())
                .isEqualTo("paid");
        assertThat(rehearsal.types()).containsSubsequence("invoice.paid", "checkout.session.async_payment_succeeded");
    }

    @Nested
    class When_a_session_only_keeps_a_card {
        private Session open() throws Exception {
            return rehearsal.create(SessionCreateParams.builder()
                    .setMode(SessionCreateParams.Mode.SETUP)
                    .setCurrency("eur")
                    .setCustomer(rehearsal.stripe.v1().customers().create().getId())
                    .setSuccessUrl("http://localhost:9/kept"));
        }

        @Test
        void nothing_is_charged_and_the_card_is_the_customers() throws Exception {
            var session = open();
            assertThat(rehearsal.get("/c/pay/" + session.getId(), "text/html").body())
                    .contains("Nothing is charged now");
            assertThat(rehearsal.pay(session, Rehearsal.GOOD).statusCode()).isEqualTo(303);

            var kept = rehearsal.again(session);
            assertThat(kept.getStatus()).isEqualTo("complete");
            assertThat(kept.getPaymentStatus()).isEqualTo("no_payment_required");
            var setup = rehearsal.stripe.v1().setupIntents().retrieve(kept.getSetupIntent());
            assertThat(setup.getStatus()).isEqualTo("succeeded");
            assertThat(rehearsal
                            .stripe
                            .v1()
                            .paymentMethods()
                            .retrieve(setup.getPaymentMethod())
                            .getCustomer())
                    .isEqualTo(session.getCustomer());
            assertThat(rehearsal.types())
                    .containsSubsequence(
                            "setup_intent.created",
                            "setup_intent.succeeded",
                            "payment_method.attached",
                            "checkout.session.completed")
                    .noneMatch(type -> type.startsWith("charge"));
        }

        @Test
        void a_declined_card_leaves_it_open() throws Exception {
            var session = open();
            assertThat(rehearsal.pay(session, Rehearsal.DECLINED).statusCode()).isEqualTo(422);
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
            assertThat(rehearsal.types()).contains("setup_intent.setup_failed");
        }

        @Test
        void it_can_expire() throws Exception {
            var session = open();
            rehearsal.later("day");
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("expired");
            assertThat(rehearsal.types()).contains("setup_intent.canceled");
        }
    }

    @Nested
    class The_payment_page_of_stripes_own {
        @Test
        void completes_a_session_with_a_payment_method() throws Exception {
            var session = rehearsal.create(Rehearsal.once(3000));
            var path = "/v1/payment_pages/" + session.getId();
            assertThat(rehearsal.api("GET", path, "").statusCode()).isEqualTo(200);
            assertThat(rehearsal
                            .api("POST", path + "/confirm", "payment_method=pm_card_visa&expected_amount=2999")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(rehearsal
                            .api("POST", path + "/confirm", "payment_method=pm_card_visa&expected_amount=3000")
                            .statusCode())
                    .isEqualTo(200);

            assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("paid");
        }

        @Test
        void takes_no_nonsense() throws Exception {
            var session = rehearsal.create(Rehearsal.once(3000));
            for (var form : new String[] {"", "payment_method=pm_nobody", "payment_method[a]=b", "expected_amount=x"})
                assertThat(rehearsal
                                .api("POST", "/v1/payment_pages/" + session.getId() + "/confirm", form)
                                .statusCode())
                        .isIn(400, 404);
            assertThat(rehearsal.again(session).getStatus()).isEqualTo("open");
        }
    }

    @Test
    void sessions_are_refused_ways_to_pay_that_their_currency_does_not_have() {
        assertThatThrownBy(() -> rehearsal.create(
                        Rehearsal.once(500).addPaymentMethodType(SessionCreateParams.PaymentMethodType.BACS_DEBIT)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> rehearsal.create(Rehearsal.once(500).setMode(SessionCreateParams.Mode.SETUP)))
                .isInstanceOf(InvalidRequestException.class);
    }
}
