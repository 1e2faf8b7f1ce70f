package org.broadsheet.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CardTurnTests extends PaymentsScene {
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 12, 31);

    @Autowired
    Repairs repairs;

    private UUID promise;

    @BeforeEach
    void somebody_pays_with_one_card() {
        promise = opened();
        says("pm_old", null, "Visa 4242", false);
    }

    @Test
    void the_card_that_was_given_last_takes_over_and_what_is_open_is_tried_again_at_once() {
        says("pm_old", null, "Visa 4242", true);
        assertThat(repairs.refusals(promise)).hasSize(1);

        says("pm_old", "pm_new", "Visa 4242", true);

        assertThat(ordered())
                .containsExactly(
                        new StripeCommand.UseCard("pm_new"),
                        new StripeCommand.PayInvoice(
                                repairs.refusals(promise).getFirst().payment()));
    }

    @Test
    void hearing_of_it_again_orders_nothing_again_whether_stripe_agreed_or_not() {
        says("pm_old", "pm_new", "Visa 4242", false);
        says("pm_old", "pm_new", "Visa 4242", false);
        says("pm_new", "pm_new", "Mastercard 4444", false);
        says("pm_new", "pm_new", "Mastercard 4444", false);

        assertThat(ordered()).containsExactly(new StripeCommand.UseCard("pm_new"));
        assertThat(repairs.card(promise)).contains(new Card(promise, "Mastercard 4444", LAST_DAY));
    }

    @Test
    void where_stripe_turns_to_the_new_card_by_itself_only_what_is_open_is_tried_again() {
        says("pm_old", null, "Visa 4242", true);
        says("pm_new", "pm_new", "Mastercard 4444", true);

        assertThat(ordered())
                .containsExactly(new StripeCommand.PayInvoice(
                        repairs.refusals(promise).getFirst().payment()));
    }

    @Test
    void a_card_that_nobody_changed_orders_nothing() {
        says("pm_old", null, "Visa 4242", true);
        says("pm_old", "pm_old", "Visa 4242", true);

        assertThat(ordered()).isEmpty();
    }

    @Test
    void cards_that_run_out_are_found_by_their_last_day() {
        assertThat(repairs.expiring(LAST_DAY.minusDays(30), LAST_DAY))
                .extracting(Card::promise)
                .contains(promise);
        assertThat(repairs.expiring(LAST_DAY.plusDays(1), LAST_DAY.plusDays(30)))
                .extracting(Card::promise)
                .doesNotContain(promise);
    }

    @Test
    void why_it_was_refused_is_told_apart() {
        var five = FIVE_EUROS;
        assertThat(new Refusal(promise, five, "insufficient_funds").kind()).isEqualTo(Refusal.Kind.SOFT);
        assertThat(new Refusal(promise, five, null).kind()).isEqualTo(Refusal.Kind.SOFT);
        assertThat(new Refusal(promise, five, "stolen_card").kind()).isEqualTo(Refusal.Kind.HARD);
        assertThat(new Refusal(promise, five, "authentication_required").kind()).isEqualTo(Refusal.Kind.AUTHENTICATION);
    }

    private void says(String inUse, String offered, String label, boolean refused) {
        var facts = refused
                ? facts(promise, PromiseFacts.PageState.COMPLETE, true, failed(promise, 1))
                : paidFirst(promise);
        stripe.says(
                promise,
                new PromiseFacts(
                        facts.page(),
                        facts.subscription(),
                        facts.payments(),
                        Set.of(),
                        new CardOnFile(inUse, offered, label, LAST_DAY)));
        refresher.refresh(promise);
    }

    private List<StripeCommand> ordered() {
        return sql
                .sql("select command_id from payments.stripe_command where promise_id = :promise order by command_id")
                .param("promise", promise)
                .query(UUID.class)
                .list()
                .stream()
                .map(each -> payments.ordered(each).orElseThrow().command())
                .toList();
    }
}
