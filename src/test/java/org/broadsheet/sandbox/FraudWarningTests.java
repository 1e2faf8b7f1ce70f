package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A payment that may be fraud: an issuer warns of it, or somebody has to look at it. */
class FraudWarningTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Books books = new Books(rehearsal);

    @Test
    void the_warning_is_void_once_the_money_is_back() throws Exception {
        var charge = books.charge(3000, "4000000000005423");
        var warning = rehearsal
                .stripe
                .v1()
                .radar()
                .earlyFraudWarnings()
                .list()
                .getData()
                .getFirst();
        assertThat(warning.getActionable()).isTrue();
        assertThat(warning.getCharge()).isEqualTo(charge.getId());

        books.refund(charge, 1000);
        assertThat(rehearsal.types()).endsWith("charge.refunded");
        books.refund(charge, 2000);
        assertThat(rehearsal.types()).endsWith("charge.refunded", "radar.early_fraud_warning.updated");
        assertThat(rehearsal
                        .stripe
                        .v1()
                        .radar()
                        .earlyFraudWarnings()
                        .retrieve(warning.getId())
                        .getActionable())
                .isFalse();
    }

    @Test
    void somebody_looks_at_it_and_approves() throws Exception {
        var charge = books.charge(3000, "4000000000009235");
        var review = rehearsal.stripe.v1().reviews().list().getData().getFirst();
        assertThat(review.getOpen()).isTrue();
        assertThat(books.again(charge).getReview()).isEqualTo(review.getId());
        assertThat(books.again(charge).getOutcome().getRiskLevel()).isEqualTo("elevated");

        var approved = rehearsal.stripe.v1().reviews().approve(review.getId());
        assertThat(approved.getClosedReason()).isEqualTo("approved");
        assertThat(rehearsal.types()).contains("review.opened").endsWith("review.closed");
        assertThatThrownBy(() -> rehearsal.stripe.v1().reviews().approve(review.getId()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_refund_leaves_nothing_to_look_at() throws Exception {
        var charge = books.charge(3000, "4000000000009235");
        books.refund(charge, 3000);

        assertThat(rehearsal.stripe.v1().reviews().list().getData().getFirst().getClosedReason())
                .isEqualTo("refunded");
    }
}
