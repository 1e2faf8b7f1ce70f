package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentUpdateParams;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentIntentTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private static PaymentIntentCreateParams.Builder wish(long amount) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency("eur")
                .addPaymentMethodType("card");
    }

    private PaymentIntent create(PaymentIntentCreateParams.Builder wish) throws Exception {
        return rehearsal.stripe.v1().paymentIntents().create(wish.build());
    }

    private PaymentIntent again(PaymentIntent intent) throws Exception {
        return rehearsal.stripe.v1().paymentIntents().retrieve(intent.getId());
    }

    private Charge charge(PaymentIntent intent) throws Exception {
        return rehearsal.stripe.v1().charges().retrieve(again(intent).getLatestCharge());
    }

    @Nested
    class When_the_shop_charges_by_itself {
        @Test
        void an_intent_goes_from_nothing_to_success_step_by_step() throws Exception {
            var intent = create(wish(2000).setDescription("A subscription to the paper"));
            assertThat(intent.getStatus()).isEqualTo("requires_payment_method");

            intent = rehearsal
                    .stripe
                    .v1()
                    .paymentIntents()
                    .update(
                            intent.getId(),
                            PaymentIntentUpdateParams.builder()
                                    .setPaymentMethod("pm_card_visa")
                                    .setAmount(2500L)
                                    .build());
            assertThat(intent.getStatus()).isEqualTo("requires_confirmation");

            intent = rehearsal.stripe.v1().paymentIntents().confirm(intent.getId());
            assertThat(intent.getStatus()).isEqualTo("succeeded");
            assertThat(intent.getAmountReceived()).isEqualTo(2500);
            assertThat(charge(intent).getBalanceTransaction()).startsWith("txn_");
            assertThat(rehearsal.types())
                    .containsExactly(
                            "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "charge.updated");
        }

        @Test
        void confirming_at_once_needs_an_address_to_come_back_to_unless_nothing_leads_away() throws Exception {
            var anyMethod = PaymentIntentCreateParams.builder()
                    .setAmount(2000L)
                    .setCurrency("eur")
                    .setPaymentMethod("pm_card_visa")
                    .setConfirm(true);
            assertThatThrownBy(() -> create(anyMethod)).hasMessageContaining("you must provide a `return_url`");
            assertThat(rehearsal.types()).isEmpty();

            assertThat(create(anyMethod.setReturnUrl("https://paper.example/thanks"))
                            .getStatus())
                    .isEqualTo("succeeded");
        }

        @Test
        void a_decline_is_an_error_that_carries_the_intent_and_leaves_it_open() throws Exception {
            var wish =
                    wish(2000).setPaymentMethod("pm_card_visa_chargeDeclined").setConfirm(true);

            assertThatThrownBy(() -> create(wish)).isInstanceOfSatisfying(CardException.class, refused -> {
                assertThat(refused.getStatusCode()).isEqualTo(402);
                assertThat(refused.getCode()).isEqualTo("card_declined");
                assertThat(refused.getDeclineCode()).isEqualTo("generic_decline");
                assertThat(refused.getStripeError().getPaymentIntent().getStatus())
                        .isEqualTo("requires_payment_method");
            });
            assertThat(rehearsal.types())
                    .containsExactly("payment_intent.created", "charge.failed", "payment_intent.payment_failed");
        }

        @ParameterizedTest
        @CsvSource({
            "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
            "pm_card_visa_chargeDeclinedLostCard, card_declined, lost_card",
            "pm_card_visa_chargeDeclinedStolenCard, card_declined, stolen_card",
            "pm_card_chargeDeclinedExpiredCard, expired_card, expired_card",
            "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc, incorrect_cvc",
            "pm_card_chargeDeclinedProcessingError, processing_error, processing_error",
            "pm_card_visa_chargeDeclinedVelocityLimitExceeded, card_declined, card_velocity_exceeded",
            "pm_card_chargeCustomerFail, card_declined, generic_decline",
            "pm_card_threeDSecureRequiredProcessingError, card_declined, generic_decline",
            "pm_card_radarBlock, card_declined, fraudulent"
        })
        void every_card_that_declines_says_why(String card, String code, String declineCode) {
            assertThatThrownBy(() -> create(wish(900).setPaymentMethod(card).setConfirm(true)))
                    .isInstanceOfSatisfying(CardException.class, refused -> {
                        assertThat(refused.getCode()).isEqualTo(code);
                        assertThat(refused.getDeclineCode()).isEqualTo(declineCode);
                    });
        }

        @Test
        void a_method_meant_for_later_belongs_to_the_customer_from_then_on() throws Exception {
            var customer = rehearsal
                    .stripe
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder()
                            .setEmail("ada@example.org")
                            .build());
            var intent = create(wish(900)
                    .setCustomer(customer.getId())
                    .setPaymentMethod("pm_card_visa")
                    .setSetupFutureUsage(PaymentIntentCreateParams.SetupFutureUsage.OFF_SESSION)
                    .setConfirm(true));

            var method = rehearsal.stripe.v1().paymentMethods().retrieve(intent.getPaymentMethod());
            assertThat(method.getCustomer()).isEqualTo(customer.getId());
            assertThatThrownBy(() ->
                            create(wish(900).setPaymentMethod(method.getId()).setConfirm(true)))
                    .hasMessageContaining("belongs to a Customer");
        }

        @Test
        void a_method_that_belongs_to_nobody_pays_once() throws Exception {
            var intent = create(wish(900).setPaymentMethod("pm_card_visa").setConfirm(true));

            assertThatThrownBy(() -> create(wish(900).setPaymentMethod(intent.getPaymentMethod())))
                    .hasMessageContaining("may not be used again");
        }
    }

    @Nested
    class When_money_is_held_first {
        private PaymentIntent hold(long amount) throws Exception {
            return create(wish(amount)
                    .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                    .setPaymentMethod("pm_card_visa")
                    .setConfirm(true));
        }

        @Test
        void a_part_can_be_taken_and_the_rest_is_let_go() throws Exception {
            var intent = hold(2000);
            assertThat(intent.getStatus()).isEqualTo("requires_capture");
            assertThat(intent.getAmountCapturable()).isEqualTo(2000);
            assertThat(charge(intent).getCaptured()).isFalse();

            intent = rehearsal
                    .stripe
                    .v1()
                    .paymentIntents()
                    .capture(
                            intent.getId(),
                            PaymentIntentCaptureParams.builder()
                                    .setAmountToCapture(1500L)
                                    .build());
            assertThat(intent.getStatus()).isEqualTo("succeeded");
            assertThat(intent.getAmountReceived()).isEqualTo(1500);
            assertThat(charge(intent).getAmountCaptured()).isEqualTo(1500);
            assertThat(rehearsal.types())
                    .containsExactly(
                            "payment_intent.created",
                            "charge.succeeded",
                            "payment_intent.amount_capturable_updated",
                            "charge.captured",
                            "payment_intent.succeeded",
                            "charge.updated");
        }

        @Test
        void canceling_lets_it_go() throws Exception {
            var intent = hold(2000);
            rehearsal.stripe.v1().paymentIntents().cancel(intent.getId());

            assertThat(again(intent).getStatus()).isEqualTo("canceled");
            assertThat(charge(intent).getRefunded()).isTrue();
            assertThat(rehearsal.types()).contains("charge.refunded", "payment_intent.canceled");
        }

        @Test
        void after_a_week_it_is_gone() throws Exception {
            var intent = hold(2000);
            rehearsal.later(8 * 86_400);

            assertThat(again(intent).getStatus()).isEqualTo("canceled");
            assertThat(rehearsal.types()).contains("charge.expired", "payment_intent.canceled");
            assertThatThrownBy(() -> rehearsal.stripe.v1().paymentIntents().capture(intent.getId()))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Nested
    class When_an_intent_is_over {
        @Test
        void nothing_can_be_done_with_it_but_describe_it() throws Exception {
            var intent = create(wish(900).setPaymentMethod("pm_card_visa").setConfirm(true));
            var intents = rehearsal.stripe.v1().paymentIntents();

            for (var attempt : Stream.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                            () -> intents.confirm(intent.getId()),
                            () -> intents.cancel(intent.getId()),
                            () -> intents.capture(intent.getId()),
                            () -> intents.update(
                                    intent.getId(),
                                    PaymentIntentUpdateParams.builder()
                                            .setAmount(1000L)
                                            .build()))
                    .toList())
                assertThatThrownBy(attempt)
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                refused -> assertThat(refused.getCode()).isEqualTo("payment_intent_unexpected_state"));

            assertThat(intents.update(
                                    intent.getId(),
                                    PaymentIntentUpdateParams.builder()
                                            .setDescription("Late thanks")
                                            .build())
                            .getDescription())
                    .isEqualTo("Late thanks");
        }

        @Test
        void confirming_without_a_method_is_refused() throws Exception {
            var intent = create(wish(900));

            assertThatThrownBy(() -> rehearsal.stripe.v1().paymentIntents().confirm(intent.getId()))
                    .hasMessageContaining("missing a payment method");
        }
    }

    @Nested
    class When_the_card_is_special {
        @Test
        void a_risky_one_pays_but_wants_a_look() throws Exception {
            var intent = create(
                    wish(900).setPaymentMethod("pm_card_riskLevelElevated").setConfirm(true));
            assertThat(charge(intent).getOutcome().getRiskLevel()).isEqualTo("elevated");
            assertThat(charge(intent).getOutcome().getType()).isEqualTo("manual_review");
        }

        @Test
        void a_blocked_one_never_reaches_its_bank() {
            assertThatThrownBy(() -> create(
                            wish(900).setPaymentMethod("pm_card_radarBlock").setConfirm(true)))
                    .isInstanceOf(CardException.class);
            assertThat(rehearsal.witness.faults()).isEmpty();
        }

        @Test
        void a_blocked_ones_charge_says_so() throws Exception {
            assertThatThrownBy(() ->
                    create(wish(900).setPaymentMethod("pm_card_radarBlock").setConfirm(true)));
            var charge = rehearsal.stripe.v1().charges().list().getData().getFirst();

            assertThat(charge.getOutcome().getType()).isEqualTo("blocked");
            assertThat(charge.getOutcome().getNetworkStatus()).isEqualTo("not_sent_to_network");
            assertThat(charge.getOutcome().getRiskLevel()).isEqualTo("highest");
        }

        @ParameterizedTest
        @CsvSource({
            "pm_card_cvcCheckFail, fail, ",
            "pm_card_avsZipFail, pass, fail",
            "pm_card_avsFail, pass, fail",
            "pm_card_avsLine1Fail, pass, "
        })
        void failing_checks_are_written_on_the_charge(String card, String cvc, String postalCode) throws Exception {
            var intent = create(wish(900).setPaymentMethod(card).setConfirm(true));
            var checks = charge(intent).getPaymentMethodDetails().getCard().getChecks();

            assertThat(checks.getCvcCheck()).isEqualTo(cvc);
            assertThat(checks.getAddressPostalCodeCheck()).isEqualTo(postalCode);
        }
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsense_is_refused_and_changes_nothing(String form) throws Exception {
        var answer = rehearsal.api("POST", "/v1/payment_intents", form);

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 402, 404);
        assertThat(rehearsal.types()).isEmpty();
        assertThat(rehearsal.stripe.v1().paymentIntents().list().getData()).isEmpty();
    }

    static Stream<String> nonsense() {
        var fine = "amount=900&currency=eur";
        return Stream.of(
                "amount=900",
                "currency=eur",
                "amount=x&currency=eur",
                "amount=-900&currency=eur",
                "amount=0&currency=eur",
                "amount=49&currency=eur",
                "amount=100000000&currency=eur",
                "amount=99999999999999999999&currency=eur",
                "amount[a]=900&currency=eur",
                "amount=900&currency=xxx",
                "amount=900&currency=",
                fine + "&customer=cus_nobody",
                fine + "&customer=pm_card_visa",
                fine + "&customer[id]=x",
                fine + "&payment_method=pm_nobody",
                fine + "&payment_method=tok_visa",
                fine + "&payment_method=cus_x",
                fine + "&payment_method_types[]=bitcoin",
                fine + "&payment_method_types=card",
                fine + "&payment_method_types[]=bacs_debit",
                fine + "&payment_method_types[]=card&automatic_payment_methods[enabled]=true",
                fine + "&payment_method_options[card][request_three_d_secure]=maybe",
                fine + "&off_session=true",
                fine + "&return_url=https://paper.example",
                fine + "&confirm=perhaps",
                fine + "&confirm=true&payment_method=pm_card_visa&return_url=nonsense",
                fine + "&confirm=true&payment_method=pm_card_visa&return_url=https://x.example/a b",
                fine + "&confirm=true&payment_method=pm_card_visa&return_url=https://x.example/{CHECKOUT_SESSION_ID}",
                fine + "&confirm=true&payment_method=pm_card_visa&off_session=sometimes",
                fine + "&confirm=true&return_url=https://paper.example",
                fine + "&receipt_email=nonsense",
                fine + "&statement_descriptor=" + "x".repeat(23),
                fine + "&shipping[name]=x",
                fine + "&shipping=here",
                fine + "&application_fee_amount=5",
                fine + "&payment_method_data[type]=sepa_debit",
                fine + "&payment_method_data[type]=sepa_debit&payment_method_data[sepa_debit][iban]=DE00");
    }

    @Test
    void nobody_can_capture_more_than_is_held() throws Exception {
        var intent = create(wish(2000)
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                .setPaymentMethod("pm_card_visa")
                .setConfirm(true));
        for (var amount : new String[] {"2001", "0", "-5", "x"})
            assertThat(rehearsal
                            .api(
                                    "POST",
                                    "/v1/payment_intents/" + intent.getId() + "/capture",
                                    "amount_to_capture=" + amount)
                            .statusCode())
                    .isEqualTo(400);
        assertThat(again(intent).getStatus()).isEqualTo("requires_capture");
    }

    @Test
    void off_session_a_bank_that_asks_gets_no_answer() throws Exception {
        var intent = create(wish(900).setPaymentMethod("pm_card_authenticationRequired"));
        assertThatThrownBy(() -> rehearsal
                        .stripe
                        .v1()
                        .paymentIntents()
                        .confirm(
                                intent.getId(),
                                PaymentIntentConfirmParams.builder()
                                        .setOffSession(true)
                                        .build()))
                .isInstanceOfSatisfying(CardException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo("authentication_required");
                    assertThat(refused.getDeclineCode()).isEqualTo("authentication_required");
                });
        assertThat(again(intent).getStatus()).isEqualTo("requires_payment_method");
    }
}
