package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to money once it is there: refunds, disputes, and what becomes of them (checks 33 to 36). */
class MoneyAcceptanceTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Shop shop = new Shop(rehearsal);

    @Test
    void check_33_a_charge_is_refunded_in_parts_until_nothing_is_left() throws Exception {
        var paid = paid(3000, Rehearsal.GOOD);
        shop.refund(paid, 1000);
        assertThat(shop.chargeOf(paid).getAmountRefunded()).isEqualTo(1000);
        assertThat(shop.chargeOf(paid).getRefunded()).isFalse();

        shop.refund(paid, 2000);
        assertThat(shop.chargeOf(paid).getAmountRefunded()).isEqualTo(3000);
        assertThat(shop.chargeOf(paid).getRefunded()).isTrue();
        assertThat(Refund.list(Map.of("payment_intent", paid.getId()), shop.with)
                        .getData())
                .hasSize(2);
        assertThatThrownBy(() -> shop.refund(paid, 1))
                .isInstanceOfSatisfying(InvalidRequestException.class, refused -> {
                    assertThat(refused.getStatusCode()).isEqualTo(400);
                    assertThat(refused.getCode()).isEqualTo("charge_already_refunded");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000007726, pending, succeeded, refund.updated",
        "4000000000005126, succeeded, failed, refund.failed"
    })
    void check_34_a_refund_may_take_its_time_or_come_back(String card, String first, String then, String event)
            throws Exception {
        var refund = shop.refund(paid(3000, card), 3000);
        assertThat(refund.getStatus()).isEqualTo(first);

        rehearsal.later(30 * Shop.A_DAY);
        assertThat(Refund.retrieve(refund.getId(), shop.with).getStatus()).isEqualTo(then);
        assertThat(rehearsal.types()).contains(event);
    }

    @Nested
    class Disputes {
        @ParameterizedTest
        @CsvSource({
            "winning_evidence, won, charge.dispute.funds_reinstated",
            "losing_evidence, lost, charge.dispute.closed"
        })
        void check_35_a_chargeback_takes_the_money_and_ends_by_its_evidence(String said, String end, String event)
                throws Exception {
            var disputed = disputed("4000000000000259");
            assertThat(disputed.getStatus()).isEqualTo("needs_response");
            assertThat(rehearsal.types())
                    .containsSubsequence("charge.dispute.created", "charge.dispute.funds_withdrawn");
            assertThat(disputed.getBalanceTransactions()).hasSize(1);

            disputed.update(Map.of("evidence", Map.of("uncategorized_text", said), "submit", true), shop.with);
            rehearsal.later(90 * Shop.A_DAY);
            assertThat(Dispute.retrieve(disputed.getId(), shop.with).getStatus())
                    .isEqualTo(end);
            assertThat(rehearsal.types()).contains("charge.dispute.closed", event);
            assertThat(ours()).isEqualTo(end.equals("won") ? 3000 : 0);
        }

        @Test
        void check_35_an_inquiry_takes_no_money() throws Exception {
            var inquiry = disputed("4000000000001976");

            assertThat(inquiry.getStatus()).startsWith("warning_");
            assertThat(inquiry.getBalanceTransactions()).isEmpty();
            assertThat(rehearsal.types()).doesNotContain("charge.dispute.funds_withdrawn");
            assertThat(ours()).isEqualTo(3000);
        }

        private Dispute disputed(String card) throws Exception {
            var paid = paid(3000, card);
            return Dispute.list(Map.of("payment_intent", paid.getId()), shop.with)
                    .getData()
                    .getFirst();
        }

        /** What is ours before fees, whether it has been paid out or not. */
        private long ours() throws Exception {
            return BalanceTransaction.list(Map.of("limit", 100), shop.with).getData().stream()
                    .filter(movement -> !movement.getType().equals("payout"))
                    .mapToLong(BalanceTransaction::getAmount)
                    .sum();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AT611904300234573201, checkout.session.async_payment_succeeded, paid",
        "AT861904300235473202, checkout.session.async_payment_failed, unpaid"
    })
    void check_36_a_debit_is_complete_at_once_and_paid_days_later_or_never(String iban, String event, String end)
            throws Exception {
        var session = rehearsal.create(Rehearsal.once(3000));
        var answer = rehearsal.post(
                "/c/pay/" + session.getId(),
                Map.of("method", "sepa", "email", "elif@example.org", "name", "Elif", "iban", iban));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(rehearsal.again(session).getStatus()).isEqualTo("complete");
        assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(PaymentIntent.retrieve(rehearsal.again(session).getPaymentIntent(), shop.with)
                        .getStatus())
                .isEqualTo("processing");

        rehearsal.later(14 * Shop.A_DAY);
        assertThat(rehearsal.again(session).getPaymentStatus()).isEqualTo(end);
        assertThat(rehearsal.types()).containsSubsequence("checkout.session.completed", event);
    }

    private PaymentIntent paid(long amount, String card) throws Exception {
        var session = rehearsal.create(Rehearsal.once(amount));
        assertThat(rehearsal.pay(session, card).statusCode()).isEqualTo(303);
        return PaymentIntent.retrieve(rehearsal.again(session).getPaymentIntent(), shop.with);
    }
}
