package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.Refund;
import com.stripe.param.ChargeCreateParams;
import com.stripe.param.ChargeUpdateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundUpdateParams;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundTests {
    private static final String PENDS = "4000000000007726";
    private static final String FAILS = "4000000000005126";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Books books = new Books(rehearsal);

    @Nested
    class When_the_bank_takes_its_time {
        @Test
        void the_refund_is_pending_and_then_succeeds() throws Exception {
            var charge = books.charge(3000, PENDS);
            var refund = books.refund(charge, 1000);
            assertThat(refund.getStatus()).isEqualTo("pending");
            assertThat(refund.getPendingReason()).isEqualTo("processing");
            assertThat(books.again(charge).getAmountRefunded()).isEqualTo(1000);

            rehearsal.later(120);
            assertThat(again(refund).getStatus()).isEqualTo("succeeded");
            assertThat(rehearsal.types())
                    .endsWith("refund.created", "charge.refunded", "refund.updated", "charge.refund.updated");
            assertThat(rehearsal.events().getLast().getData().getPreviousAttributes())
                    .containsEntry("status", "pending");
        }

        @Test
        void it_can_be_called_back_and_the_charge_is_whole_again() throws Exception {
            var charge = books.charge(3000, PENDS);
            var refund = books.refund(charge, 3000);
            var before = books.pending();
            var canceled = rehearsal.stripe.v1().refunds().cancel(refund.getId());

            assertThat(canceled.getStatus()).isEqualTo("canceled");
            assertThat(books.again(charge).getAmountRefunded()).isZero();
            assertThat(books.again(charge).getRefunded()).isFalse();
            assertThat(books.pending()).isEqualTo(before + 3000);
            assertThat(rehearsal.types())
                    .endsWith("charge.refunded", "refund.updated", "charge.refund.updated", "charge.updated");
            rehearsal.later(120);
            assertThat(again(refund).getStatus()).isEqualTo("canceled");
        }

        @Test
        void a_test_can_let_it_expire() throws Exception {
            var refund = books.refund(books.charge(3000, PENDS), 3000);
            rehearsal.stripe.v1().testHelpers().refunds().expire(refund.getId());

            assertThat(again(refund).getStatus()).isEqualTo("failed");
        }
    }

    @Nested
    class When_the_bank_does_not_take_it {
        @Test
        void the_refund_fails_later_and_the_money_comes_back() throws Exception {
            var charge = books.charge(3000, FAILS);
            var refund = books.refund(charge, 3000);
            assertThat(refund.getStatus()).isEqualTo("succeeded");
            assertThat(books.again(charge).getRefunded()).isTrue();

            rehearsal.later(120);
            var failed = again(refund);
            assertThat(failed.getStatus()).isEqualTo("failed");
            assertThat(failed.getFailureReason()).isEqualTo("expired_or_canceled_card");
            assertThat(failed.getFailureBalanceTransaction())
                    .isEqualTo(books.newest("refund_failure").getId());
            assertThat(books.newest("refund_failure").getNet()).isEqualTo(3000);
            assertThat(books.again(charge).getAmountRefunded()).isZero();
            assertThat(books.again(charge).getRefunded()).isFalse();
            assertThat(books.pending()).isEqualTo(2930);
            assertThat(rehearsal.types()).endsWith("refund.failed", "charge.refund.updated", "charge.updated");
        }

        @Test
        void it_can_be_tried_again() throws Exception {
            var charge = books.charge(3000, FAILS);
            books.refund(charge, 3000);
            rehearsal.later(120);

            assertThat(books.refund(charge, 3000).getStatus()).isEqualTo("succeeded");
        }
    }

    @Test
    void a_refund_keeps_notes_and_both_its_names_tell_of_them() throws Exception {
        var refund = books.refund(books.charge(3000), 1000);
        rehearsal
                .stripe
                .v1()
                .refunds()
                .update(
                        refund.getId(),
                        RefundUpdateParams.builder().putMetadata("order", "1").build());

        assertThat(again(refund).getMetadata()).containsEntry("order", "1");
        assertThat(rehearsal.types()).endsWith("refund.updated", "charge.refund.updated");
    }

    @Test
    void a_reason_of_fraud_is_noted_on_the_charge() throws Exception {
        var charge = books.charge(3000);
        rehearsal
                .stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(charge.getPaymentIntent())
                        .setReason(RefundCreateParams.Reason.FRAUDULENT)
                        .build());

        assertThat(books.again(charge).getFraudDetails().getUserReport()).isEqualTo("fraudulent");
        assertThat(books.again(charge).getRefunded()).isTrue();
    }

    @Test
    void the_refunds_of_a_charge_are_shown_only_when_asked_for() throws Exception {
        var charge = books.charge(3000);
        books.refund(charge, 1000);

        assertThat(rehearsal.stripe.v1().charges().retrieve(charge.getId()).getRefunds())
                .isNull();
        assertThat(books.again(charge).getRefunds().getData()).hasSize(1);
        assertThat(rehearsal.events().getLast().getData().getObject()).isNotNull();
        assertThat(rehearsal.witness.events("charge.refunded"))
                .allSatisfy(event -> assertThat(event.toJson()).doesNotContain("\"refunds\""));
    }

    @Test
    void what_the_buyers_bank_has_taken_back_is_not_refunded_as_well() throws Exception {
        var charge = books.charge(3000, "4000000000000259");

        assertThatThrownBy(() -> books.refund(charge, 1))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("charge_disputed"));
    }

    @Test
    void a_charge_takes_notes_and_reports() throws Exception {
        var charge = books.charge(3000);
        var updated = rehearsal
                .stripe
                .v1()
                .charges()
                .update(
                        charge.getId(),
                        ChargeUpdateParams.builder()
                                .setDescription("Support")
                                .setReceiptEmail("elif@example.org")
                                .setTransferGroup("spring")
                                .putMetadata("a", "1")
                                .setFraudDetails(ChargeUpdateParams.FraudDetails.builder()
                                        .setUserReport(ChargeUpdateParams.FraudDetails.UserReport.SAFE)
                                        .build())
                                .setShipping(ChargeUpdateParams.Shipping.builder()
                                        .setName("Elif")
                                        .setAddress(ChargeUpdateParams.Shipping.Address.builder()
                                                .setCity("Izmir")
                                                .build())
                                        .build())
                                .build());

        assertThat(updated.getDescription()).isEqualTo("Support");
        assertThat(updated.getShipping().getAddress().getCity()).isEqualTo("Izmir");
        assertThat(updated.getFraudDetails().getUserReport()).isEqualTo("safe");
        assertThat(rehearsal.events().getLast().getType()).isEqualTo("charge.updated");
        assertThat(rehearsal.api("GET", "/v1/charges?transfer_group=spring", "").body())
                .contains(charge.getId());
        assertThat(rehearsal.api("GET", "/v1/charges?transfer_group=autumn", "").body())
                .doesNotContain(charge.getId());
        assertThat(rehearsal
                        .api("POST", "/v1/charges/" + charge.getId(), "transfer_group=autumn")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_card_can_be_charged_without_an_intent_and_refunded() throws Exception {
        var charge = rehearsal
                .stripe
                .v1()
                .charges()
                .create(ChargeCreateParams.builder()
                        .setAmount(1000L)
                        .setCurrency("eur")
                        .setSource("tok_visa")
                        .setDescription("Support")
                        .build());

        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getPaymentIntent()).isNull();
        assertThat(books.refund(charge, 1000).getStatus()).isEqualTo("succeeded");
        assertThat(rehearsal.types())
                .containsExactly("charge.succeeded", "charge.updated", "refund.created", "charge.refunded");
    }

    @Test
    void the_old_way_tells_of_disputes_and_declines_too() throws Exception {
        var form = "amount=1000&currency=eur&source=";
        assertThat(rehearsal
                        .api("POST", "/v1/charges", form + "tok_createDispute")
                        .statusCode())
                .isEqualTo(200);
        assertThat(rehearsal.types()).endsWith("charge.dispute.created", "charge.dispute.funds_withdrawn");
        assertThat(rehearsal
                        .api("POST", "/v1/charges", form + "tok_createIssuerFraudRecord")
                        .statusCode())
                .isEqualTo(200);
        assertThat(rehearsal.types()).endsWith("radar.early_fraud_warning.created");
        assertThat(rehearsal
                        .api("POST", "/v1/charges", form + "tok_riskLevelElevated")
                        .statusCode())
                .isEqualTo(200);
        assertThat(rehearsal.types()).endsWith("review.opened");
        assertThat(rehearsal
                        .api("POST", "/v1/charges", form + "tok_chargeDeclined")
                        .statusCode())
                .isEqualTo(402);
        assertThat(rehearsal.types()).endsWith("charge.failed");
        var before = rehearsal.events().size();
        for (var nonsense : new String[] {
            "tok_unknown",
            "ch_1",
            "",
            "tok_visa&amount=1",
            "tok_visa&customer=cus_unknown",
            "tok_visa&capture=perhaps",
            "tok_visa&currency=gold"
        })
            assertThat(rehearsal.api("POST", "/v1/charges", form + nonsense).statusCode())
                    .as(nonsense)
                    .isBetween(400, 404);
        assertThat(rehearsal.events()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "charge=ch_unknown",
                "payment_intent=CHARGE",
                "charge=INTENT",
                "charge=CHARGE&payment_intent=pi_unknown",
                "charge=CHARGE&amount=0",
                "charge=CHARGE&amount=-1",
                "charge=CHARGE&amount=1001",
                "charge=CHARGE&amount=999999999999999",
                "charge=CHARGE&amount=9999999999999999999999",
                "charge=CHARGE&amount[a]=1",
                "charge[a]=CHARGE",
                "charge=CHARGE&reason=because",
                "charge=CHARGE&metadata=text",
                "charge=CHARGE&metadata[a][b]=1",
                "charge=CHARGE&instructions_email=elif@example.org",
                "charge=CHARGE&bogus=1"
            })
    void nonsense_is_refused_and_moves_nothing(String form) throws Exception {
        var charge = books.charge(1000);
        var filled = form.replace("CHARGE", charge.getId()).replace("INTENT", charge.getPaymentIntent());

        assertThat(rehearsal.api("POST", "/v1/refunds", filled).statusCode()).isBetween(400, 404);
        assertThat(rehearsal
                        .api("POST", "/v1/charges/" + charge.getId(), "amount=5")
                        .statusCode())
                .isEqualTo(400);
        assertThat(books.movements()).hasSize(1);
        assertThat(books.again(charge).getAmountRefunded()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/refunds/re_unknown/cancel", "/v1/test_helpers/refunds/re_unknown/expire", "/v1/refunds/x"})
    void an_unknown_refund_is_not_found(String path) {
        assertThat(rehearsal.api("POST", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void what_has_arrived_can_neither_be_called_back_nor_expire() throws Exception {
        var refund = books.refund(books.charge(1000), 1000);

        assertThat(rehearsal
                        .api("POST", "/v1/refunds/" + refund.getId() + "/cancel", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(rehearsal
                        .api("POST", "/v1/test_helpers/refunds/" + refund.getId() + "/expire", "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_charge_that_failed_has_nothing_to_give_back() throws Exception {
        Charge failed = books.charge(1000, Rehearsal.DECLINED);

        assertThatThrownBy(() -> books.refund(failed, 1000)).isInstanceOf(InvalidRequestException.class);
    }

    private Refund again(Refund refund) throws Exception {
        return rehearsal.stripe.v1().refunds().retrieve(refund.getId());
    }
}
