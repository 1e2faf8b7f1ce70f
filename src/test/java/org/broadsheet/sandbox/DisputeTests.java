package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisputeTests {
    private static final long A_DAY = 86_400;
    private static final String FRAUDULENT = "4000000000000259";
    private static final String NOT_RECEIVED = "4000000000002685";
    private static final String INQUIRY = "4000000000001976";
    private static final String SEVERAL = "4000000404000079";

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Books books = new Books(rehearsal);

    @Nested
    class When_the_buyers_bank_takes_the_money_back {
        @Test
        void it_is_gone_with_a_fee_before_anybody_has_answered() throws Exception {
            var charge = books.charge(3000, FRAUDULENT);
            var dispute = only();

            assertThat(dispute.getStatus()).isEqualTo("needs_response");
            assertThat(dispute.getReason()).isEqualTo("fraudulent");
            assertThat(dispute.getAmount()).isEqualTo(3000);
            assertThat(dispute.getIsChargeRefundable()).isFalse();
            assertThat(dispute.getEvidenceDetails().getDueBy()).isGreaterThan(rehearsal.now());
            assertThat(dispute.getBalanceTransactions()).singleElement().satisfies(movement -> {
                assertThat(movement.getNet()).isEqualTo(-(3000 + movement.getFee()));
                assertThat(movement.getFee()).isPositive();
                assertThat(movement.getReportingCategory()).isEqualTo("dispute");
            });
            assertThat(books.again(charge).getDisputed()).isTrue();
            assertThat(books.available()).isEqualTo(-5000);
            assertThat(rehearsal.types())
                    .endsWith("charge.updated", "charge.dispute.created", "charge.dispute.funds_withdrawn");
        }

        @Test
        void good_evidence_brings_it_back() throws Exception {
            books.charge(3000, NOT_RECEIVED);
            var dispute = answer(only(), "winning_evidence");

            assertThat(dispute.getStatus()).isEqualTo("won");
            assertThat(dispute.getBalanceTransactions()).hasSize(2);
            assertThat(dispute.getEvidenceDetails().getSubmissionCount()).isEqualTo(1);
            assertThat(books.available()).isEqualTo(-2000);
            assertThat(rehearsal.types())
                    .endsWith("charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_reinstated");
            assertThat(previousOf("charge.dispute.updated")).contains("needs_response");
        }

        @Test
        void bad_evidence_does_not() throws Exception {
            books.charge(3000, FRAUDULENT);

            assertThat(answer(only(), "losing_evidence").getStatus()).isEqualTo("lost");
            assertThat(rehearsal.types()).endsWith("charge.dispute.updated", "charge.dispute.closed");
            assertThat(books.available()).isEqualTo(-5000);
        }

        @Test
        void evidence_can_be_kept_for_later() throws Exception {
            books.charge(3000, FRAUDULENT);
            var kept = rehearsal
                    .stripe
                    .v1()
                    .disputes()
                    .update(
                            only().getId(),
                            DisputeUpdateParams.builder()
                                    .setEvidence(DisputeUpdateParams.Evidence.builder()
                                            .setProductDescription("A newspaper")
                                            .setReceipt("file_1")
                                            .build())
                                    .setSubmit(false)
                                    .build());
            assertThat(kept.getStatus()).isEqualTo("needs_response");
            assertThat(kept.getEvidence().getProductDescription()).isEqualTo("A newspaper");
            assertThat(kept.getEvidenceDetails().getHasEvidence()).isTrue();

            var submitted = rehearsal
                    .stripe
                    .v1()
                    .disputes()
                    .update(
                            kept.getId(),
                            DisputeUpdateParams.builder().setSubmit(true).build());
            assertThat(submitted.getStatus()).isEqualTo("under_review");
            assertThatThrownBy(() -> answer(submitted, "more")).isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void the_bank_decides_in_time_as_the_setting_says() throws Exception {
            books.charge(3000, FRAUDULENT);
            answer(only(), "We have sent it.");
            rehearsal.set("dispute_outcome", "won");
            rehearsal.later(61 * A_DAY);

            assertThat(only().getStatus()).isEqualTo("won");
        }

        @Test
        void silence_loses_it() throws Exception {
            books.charge(3000, FRAUDULENT);
            rehearsal.later(11 * A_DAY);

            assertThat(only().getStatus()).isEqualTo("lost");
            assertThat(only().getEvidenceDetails().getPastDue()).isTrue();
            assertThat(rehearsal.types()).endsWith("charge.dispute.closed");
        }

        @Test
        void so_does_giving_in() throws Exception {
            books.charge(3000, FRAUDULENT);
            var dispute = rehearsal.stripe.v1().disputes().close(only().getId());

            assertThat(dispute.getStatus()).isEqualTo("lost");
            assertThatThrownBy(() -> rehearsal.stripe.v1().disputes().close(dispute.getId()))
                    .isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void some_take_it_back_in_parts() throws Exception {
            books.charge(3001, SEVERAL);

            assertThat(disputes()).hasSize(2);
            assertThat(disputes().stream().mapToLong(Dispute::getAmount).sum()).isEqualTo(3001);
        }

        @Test
        void the_subscription_goes_on_unless_the_setting_says_otherwise() throws Exception {
            var goesOn = rehearsal.subscribed(FRAUDULENT);
            rehearsal.set("after_dispute", "cancel");
            var ends = rehearsal.subscribed(FRAUDULENT);
            rehearsal.later(1);

            assertThat(rehearsal.again(goesOn).getStatus()).isEqualTo("active");
            assertThat(rehearsal.again(ends).getStatus()).isEqualTo("canceled");
            assertThat(rehearsal.again(ends).getCancellationDetails().getReason())
                    .isEqualTo("payment_disputed");
        }
    }

    @Nested
    class When_the_buyers_bank_only_asks {
        @Test
        void no_money_moves() throws Exception {
            books.charge(3000, INQUIRY);
            var inquiry = only();

            assertThat(inquiry.getStatus()).isEqualTo("warning_needs_response");
            assertThat(inquiry.getIsChargeRefundable()).isTrue();
            assertThat(inquiry.getBalanceTransactions()).isEmpty();
            assertThat(inquiry.getPaymentMethodDetails().getCard().getCaseType())
                    .isEqualTo("inquiry");
            assertThat(books.available()).isZero();
            assertThat(rehearsal.types()).endsWith("charge.dispute.created");
        }

        @Test
        void an_answer_is_looked_at_and_the_question_closed() throws Exception {
            books.charge(3000, INQUIRY);
            assertThat(answer(only(), "We have sent it.").getStatus()).isEqualTo("warning_under_review");

            rehearsal.later(61 * A_DAY);
            assertThat(only().getStatus()).isEqualTo("warning_closed");
            assertThat(rehearsal.types()).endsWith("charge.dispute.closed");
        }

        @Test
        void silence_ends_well_too() throws Exception {
            books.charge(3000, INQUIRY);
            rehearsal.later(11 * A_DAY);
            assertThat(only().getStatus()).isEqualTo("warning_under_review");

            rehearsal.later(61 * A_DAY);
            assertThat(only().getStatus()).isEqualTo("warning_closed");
        }

        @Test
        void a_refund_is_an_answer() throws Exception {
            var charge = books.charge(3000, INQUIRY);
            books.refund(charge, 3000);

            assertThat(only().getStatus()).isEqualTo("warning_closed");
            assertThat(rehearsal.types()).endsWith("charge.refunded", "charge.dispute.closed");
        }

        @Test
        void it_can_become_a_chargeback() throws Exception {
            books.charge(3000, INQUIRY);
            var dispute = answer(only(), "escalate_inquiry_evidence");

            assertThat(dispute.getStatus()).isEqualTo("needs_response");
            assertThat(dispute.getIsChargeRefundable()).isFalse();
            assertThat(dispute.getBalanceTransactions()).hasSize(1);
            assertThat(rehearsal.types()).endsWith("charge.dispute.updated", "charge.dispute.funds_withdrawn");
            assertThat(answer(dispute, "winning_evidence").getStatus()).isEqualTo("won");
        }
    }

    @Nested
    class When_a_debit_was_paid {
        private static final String GOOD = "AT611904300234573201";
        private static final String DISPUTED = "AT591904300235473203";

        @Test
        void its_owner_takes_the_money_back_and_nobody_can_object() throws Exception {
            var charge = debit(DISPUTED);

            assertThat(only().getCharge()).isEqualTo(charge);
            assertThat(only().getStatus()).isEqualTo("lost");
            assertThat(only().getEvidenceDetails().getDueBy()).isNull();
            assertThat(only().getBalanceTransactions())
                    .singleElement()
                    .satisfies(movement -> assertThat(movement.getFee()).isEqualTo(750));
            assertThat(rehearsal.types())
                    .endsWith(
                            "charge.updated",
                            "charge.dispute.created",
                            "charge.dispute.funds_withdrawn",
                            "charge.dispute.closed");
            assertThat(rehearsal
                            .api("POST", "/v1/disputes/" + only().getId() + "/close", "")
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void its_movements_and_refunds_are_those_of_payments() throws Exception {
            var charge = debit(GOOD);
            assertThat(books.newest("payment").getFee()).isEqualTo(35);
            assertThat(books.newest("payment").getReportingCategory()).isEqualTo("charge");

            var refund = rehearsal
                    .stripe
                    .v1()
                    .refunds()
                    .create(RefundCreateParams.builder().setCharge(charge).build());
            assertThat(refund.getId()).startsWith("pyr_");
            assertThat(refund.getStatus()).isEqualTo("pending");
            assertThat(books.newest("payment_refund").getNet()).isEqualTo(-3000);
            rehearsal.later(2 * A_DAY);
            assertThat(rehearsal.stripe.v1().refunds().retrieve(refund.getId()).getStatus())
                    .isEqualTo("succeeded");
        }

        private String debit(String iban) throws Exception {
            var answer = rehearsal.api(
                    "POST",
                    "/v1/payment_intents",
                    "amount=3000&currency=eur&confirm=true&payment_method_types[0]=sepa_debit"
                            + "&payment_method_data[type]=sepa_debit&payment_method_data[sepa_debit][iban]=" + iban
                            + "&payment_method_data[billing_details][name]=Elif"
                            + "&payment_method_data[billing_details][email]=elif@example.org"
                            + "&mandate_data[customer_acceptance][type]=offline");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            rehearsal.later(8 * A_DAY);
            return rehearsal.stripe.v1().charges().list().getData().getFirst().getId();
        }
    }

    @Test
    void disputes_are_found_by_charge_and_intent() throws Exception {
        var charge = books.charge(3000, FRAUDULENT);
        books.charge(1000, INQUIRY);

        assertThat(find(DisputeListParams.builder().setCharge(charge.getId()))).hasSize(1);
        assertThat(find(DisputeListParams.builder().setPaymentIntent(charge.getPaymentIntent())))
                .hasSize(1);
        assertThat(find(DisputeListParams.builder()).getFirst().getStatus()).startsWith("warning_");
        assertThat(find(DisputeListParams.builder().addExpand("data.charge"))
                        .getFirst()
                        .getChargeObject())
                .isInstanceOf(Charge.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evidence=text",
                "evidence[bogus]=1",
                "evidence[receipt]=receipt.pdf",
                "evidence[uncategorized_text][a]=1",
                "evidence[]=1",
                "submit=perhaps",
                "submit=true",
                "metadata=text",
                "amount=1"
            })
    void nonsense_is_refused_and_says_nothing(String form) throws Exception {
        books.charge(1000, FRAUDULENT);
        var before = rehearsal.events().size();

        assertThat(rehearsal.api("POST", "/v1/disputes/" + only().getId(), form).statusCode())
                .isBetween(400, 404);
        assertThat(rehearsal.events()).hasSize(before);
        assertThat(only().getStatus()).isEqualTo("needs_response");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/disputes/dp_unknown",
                "/v1/disputes?charge[a]=1",
                "/v1/disputes?status=lost",
                "/v1/radar/early_fraud_warnings/issfr_unknown",
                "/v1/radar/early_fraud_warnings?charge[]=1",
                "/v1/reviews/prv_unknown",
                "/v1/reviews?created=soon"
            })
    void what_is_not_there_is_not_found(String path) {
        assertThat(rehearsal.api("GET", path, "").statusCode()).isBetween(400, 404);
    }

    private Dispute answer(Dispute dispute, String text) throws Exception {
        return rehearsal
                .stripe
                .v1()
                .disputes()
                .update(
                        dispute.getId(),
                        DisputeUpdateParams.builder()
                                .setEvidence(DisputeUpdateParams.Evidence.builder()
                                        .setUncategorizedText(text)
                                        .build())
                                .setSubmit(true)
                                .build());
    }

    private String previousOf(String type) throws Exception {
        return rehearsal.events().stream()
                .filter(event -> event.getType().equals(type))
                .toList()
                .getLast()
                .getData()
                .getPreviousAttributes()
                .toString();
    }

    private Dispute only() throws Exception {
        assertThat(disputes()).hasSize(1);
        return disputes().getFirst();
    }

    private List<Dispute> disputes() throws Exception {
        return find(DisputeListParams.builder());
    }

    private List<Dispute> find(DisputeListParams.Builder which) throws Exception {
        return rehearsal.stripe.v1().disputes().list(which.build()).getData();
    }
}
