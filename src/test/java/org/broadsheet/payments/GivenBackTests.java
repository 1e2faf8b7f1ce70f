package org.broadsheet.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class GivenBackTests extends PaymentsScene {
    @Autowired
    GivenBack givenBack;

    private UUID payment;

    @BeforeEach
    void five_euros_came() {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        refresher.refresh(promise);
        payment = payments.of(promise).getFirst().id();
    }

    @Test
    void refunds_count_once_they_are_on_their_way_and_not_when_they_failed() {
        refund("pending", 100);
        refund("succeeded", 50);
        refund("failed", 200);

        assertThat(givenBack.of(List.of(payment))).containsEntry(payment, Money.of(150, "EUR"));
    }

    @Test
    void what_the_bank_took_back_for_good_counts_and_never_more_than_was_paid() {
        refund("succeeded", 100);
        dispute("lost", 500);
        assertThat(givenBack.of(List.of(payment))).containsEntry(payment, FIVE_EUROS);
    }

    @Test
    void a_dispute_that_is_open_or_won_takes_nothing() {
        dispute("under_review", 500);
        dispute("won", 500);
        assertThat(givenBack.of(List.of(payment))).isEmpty();
        assertThat(givenBack.of(List.of())).isEmpty();
    }

    private void refund(String state, long minor) {
        sql.sql("""
                insert into payments.refund (refund_id, payment_id, state, amount_minor, currency, made_at, read_at)
                values (:id, :payment, :state, :minor, 'EUR', now(), now())
                """)
                .param("id", "re_" + UUID.randomUUID())
                .param("payment", payment)
                .param("state", state)
                .param("minor", minor)
                .update();
    }

    private void dispute(String state, long minor) {
        sql.sql("""
                insert into payments.dispute
                       (dispute_id, payment_id, state, inquiry, reason, amount_minor, currency, made_at, submissions, read_at)
                values (:id, :payment, :state, false, 'fraudulent', :minor, 'EUR', now(), 0, now())
                """)
                .param("id", "dp_" + UUID.randomUUID())
                .param("payment", payment)
                .param("state", state)
                .param("minor", minor)
                .update();
    }
}
