package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Payout;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.PayoutListParams;
import com.stripe.param.PayoutUpdateParams;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayoutTests {
    private static final long A_DAY = 86_400;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final Books books = new Books(rehearsal);

    @Nested
    class When_the_account_is_paid_daily {
        @Test
        void what_has_become_available_goes_to_the_bank_in_one_payout() throws Exception {
            books.charge(1000);
            books.charge(2000);
            rehearsal.later(4 * A_DAY);

            assertThat(books.payouts()).singleElement().satisfies(payout -> {
                assertThat(payout.getAmount()).isEqualTo(960 + 1945);
                assertThat(payout.getAutomatic()).isTrue();
                assertThat(books.movementsOf(payout))
                        .hasSize(2)
                        .allSatisfy(each -> assertThat(each.getType()).isEqualTo("charge"));
            });
            assertThat(books.available()).isZero();
            assertThat(books.pending()).isZero();
        }

        @Test
        void the_bank_has_it_two_days_later_and_the_books_are_closed() throws Exception {
            books.charge(1000);
            rehearsal.later(6 * A_DAY);

            assertThat(rehearsal.typesOfTheBalance())
                    .containsExactly(
                            "balance.available", "payout.created", "payout.paid", "payout.reconciliation_completed");
            assertThat(books.payouts().getFirst().getStatus()).isEqualTo("paid");
            assertThat(books.payouts().getFirst().getReconciliationStatus()).isEqualTo("completed");
        }

        @Test
        void what_a_refund_took_too_much_is_made_up_for_before_anything_is_paid_out() throws Exception {
            var charge = books.charge(1000);
            rehearsal.later(4 * A_DAY);
            books.refund(charge, 1000);
            rehearsal.later(2 * A_DAY);
            assertThat(books.available()).isEqualTo(-1000);
            assertThat(books.payouts()).hasSize(1);

            books.charge(3000);
            rehearsal.later(4 * A_DAY);
            assertThat(books.payouts().getFirst().getAmount()).isEqualTo(2930 - 1000);
            assertThat(books.movementsOf(books.payouts().getFirst()))
                    .extracting(BalanceTransaction::getType)
                    .containsExactly("charge", "refund");
        }

        @Test
        void a_bank_that_sends_it_back_makes_it_part_of_the_next_one() throws Exception {
            books.charge(1000);
            rehearsal.set("payout_failure", "account_closed");
            rehearsal.later(5 * A_DAY);
            var failed = books.payouts().getFirst();
            assertThat(failed.getStatus()).isEqualTo("failed");
            assertThat(failed.getFailureCode()).isEqualTo("account_closed");
            assertThat(failed.getFailureBalanceTransaction())
                    .isEqualTo(books.newest("payout_failure").getId());
            assertThat(rehearsal.typesOfTheBalance()).contains("payout.failed");

            rehearsal.set("payout_failure", "none");
            rehearsal.later(A_DAY);
            assertThat(books.payouts()).hasSize(2);
            assertThat(books.payouts().getFirst().getAmount()).isEqualTo(960);
            assertThat(books.movementsOf(books.payouts().getFirst()))
                    .extracting(BalanceTransaction::getType)
                    .containsExactly("payout_failure");
        }
    }

    @Nested
    class When_somebody_asks_for_the_money {
        @Test
        void it_leaves_the_balance_at_once_and_arrives_later() throws Exception {
            rehearsal.set("payout_schedule", "manual");
            books.charge(5000);
            rehearsal.later(4 * A_DAY);
            var payout = payOut(1000);
            assertThat(payout.getStatus()).isEqualTo("pending");
            assertThat(books.available()).isEqualTo(4900 - 1000);

            rehearsal.later(3 * A_DAY);
            assertThat(again(payout).getStatus()).isEqualTo("paid");
            assertThat(rehearsal.typesOfTheBalance())
                    .containsExactly("balance.available", "payout.created", "payout.updated", "payout.paid");
            assertThatThrownBy(() -> books.movementsOf(payout)).isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void more_than_there_is_is_refused() throws Exception {
            books.charge(5000);

            assertThatThrownBy(() -> payOut(1))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            refused -> assertThat(refused.getCode()).isEqualTo("balance_insufficient"));
        }

        @Test
        void it_can_be_stopped_while_it_waits() throws Exception {
            available(5000);
            var payout = payOut(4900);
            var stopped = rehearsal.stripe.v1().payouts().cancel(payout.getId());

            assertThat(stopped.getStatus()).isEqualTo("canceled");
            assertThat(books.available()).isEqualTo(4900);
            assertThat(books.newest("payout_cancel").getReportingCategory()).isEqualTo("payout_reversal");
            assertThatThrownBy(() -> rehearsal.stripe.v1().payouts().cancel(payout.getId()))
                    .isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void an_instant_one_costs_a_fee_of_its_own() throws Exception {
            available(20_000);
            rehearsal
                    .stripe
                    .v1()
                    .payouts()
                    .create(PayoutCreateParams.builder()
                            .setAmount(10_000L)
                            .setCurrency("eur")
                            .setMethod(PayoutCreateParams.Method.INSTANT)
                            .build());

            assertThat(books.newest("stripe_fee").getNet()).isEqualTo(-100);
            assertThat(books.newest("stripe_fee").getReportingCategory()).isEqualTo("fee");
            rehearsal.later(3600);
            assertThat(books.payouts().getFirst().getStatus()).isEqualTo("paid");
        }

        @Test
        void only_an_american_bank_gives_it_back() throws Exception {
            available(5000);
            var payout = payOut(1000);

            assertThatThrownBy(() -> rehearsal.stripe.v1().payouts().reverse(payout.getId()))
                    .hasMessageContaining("US bank");
        }

        @Test
        void it_is_found_by_what_it_is_and_takes_notes() throws Exception {
            available(5000);
            var payout = payOut(1000);
            rehearsal
                    .stripe
                    .v1()
                    .payouts()
                    .update(
                            payout.getId(),
                            PayoutUpdateParams.builder()
                                    .putMetadata("who", "Elif")
                                    .build());

            assertThat(again(payout).getMetadata()).containsEntry("who", "Elif");
            assertThat(find(PayoutListParams.builder().setStatus("pending"))).isEqualTo(1);
            assertThat(find(PayoutListParams.builder().setStatus("paid"))).isZero();
            assertThat(find(PayoutListParams.builder().setDestination(payout.getDestination())))
                    .isEqualTo(1);
            assertThat(find(PayoutListParams.builder()
                            .setArrivalDate(PayoutListParams.ArrivalDate.builder()
                                    .setGt(payout.getArrivalDate())
                                    .build())))
                    .isZero();
            assertThat(find(PayoutListParams.builder().setArrivalDate(payout.getArrivalDate())))
                    .isEqualTo(1);
        }

        private int find(PayoutListParams.Builder which) throws Exception {
            return rehearsal.stripe.v1().payouts().list(which.build()).getData().size();
        }

        private void available(long amount) throws Exception {
            rehearsal.set("payout_schedule", "manual");
            books.charge(amount);
            rehearsal.later(4 * A_DAY);
        }

        private Payout payOut(long amount) throws Exception {
            return rehearsal
                    .stripe
                    .v1()
                    .payouts()
                    .create(PayoutCreateParams.builder()
                            .setAmount(amount)
                            .setCurrency("eur")
                            .build());
        }

        private Payout again(Payout payout) throws Exception {
            return rehearsal.stripe.v1().payouts().retrieve(payout.getId());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "amount=5",
                "amount=0&currency=eur",
                "amount=-5&currency=eur",
                "amount=999999999999999&currency=eur",
                "amount=five&currency=eur",
                "amount[a]=5&currency=eur",
                "amount=5&currency[]=eur",
                "amount=5&currency=euros",
                "amount=5&currency=eur&method=pigeon",
                "amount=5&currency=eur&destination=ba_elsewhere",
                "amount=5&currency=eur&source_type=gold",
                "amount=5&currency=eur&statement_descriptor=something+far+too+long+for+it",
                "amount=5&currency=eur&metadata=text",
                "amount=5&currency=eur&payout_method=x"
            })
    void nonsense_is_refused_and_moves_nothing(String form) throws Exception {
        books.charge(1000);
        assertThat(rehearsal.api("POST", "/v1/payouts", form).statusCode()).isBetween(400, 404);
        assertThat(books.payouts()).isEmpty();
        assertThat(books.movements()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/payouts?status[]=paid",
                "/v1/payouts?arrival_date=soon",
                "/v1/payouts/po_unknown",
                "/v1/balance_transactions?payout=po_unknown",
                "/v1/balance_transactions?payout[x]=1",
                "/v1/balance_transactions/po_unknown",
                "/v1/balance?expand[]=everything"
            })
    void what_is_not_there_is_not_found(String path) {
        assertThat(rehearsal.api("GET", path, "").statusCode()).isBetween(400, 404);
    }

    /** Random lives: what Stripe says we own is what came in, less fees, less what went back or out. */
    @Test
    void the_balance_is_the_sum_of_its_movements_whatever_happens() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var charges = new ArrayList<Charge>();
        for (int i = 0; i < 25; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> charges.add(books.charge(50 + random.nextInt(100_000)));
                case 2 -> rehearsal.subscribed(random.nextBoolean() ? Rehearsal.GOOD : Rehearsal.FAILS_LATER);
                case 3 -> rehearsal.later(random.nextInt(20 * 86_400));
                case 4 -> rehearsal.set("payout_failure", random.nextBoolean() ? "none" : "account_closed");
                default -> {
                    if (charges.isEmpty()) continue;
                    var charge = books.again(charges.get(random.nextInt(charges.size())));
                    var left = charge.getAmount() - charge.getAmountRefunded();
                    if (left > 0) books.refund(charge, 1 + random.nextInt((int) left));
                }
            }
            var movements = books.movements();
            assertThat(books.available() + books.pending())
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(Books.net(movements));
            assertThat(movements)
                    .as("seed %d, step %d", seed, i)
                    .allSatisfy(each -> assertThat(each.getNet()).isEqualTo(each.getAmount() - each.getFee()));
        }
        for (var payout : books.payouts())
            assertThat(Books.net(books.movementsOf(payout))).as("seed %d", seed).isEqualTo(payout.getAmount());
    }
}
