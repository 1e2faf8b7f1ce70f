package org.broadsheet.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.broadsheet.payments.OrderedCommand.State;
import org.broadsheet.payments.PaymentEvent.CommandDone;
import org.broadsheet.payments.PaymentEvent.CommandRefused;
import org.broadsheet.payments.PaymentEvent.SubscriptionChanged;
import org.broadsheet.payments.PaymentGateway.Unreachable.Why;
import org.broadsheet.payments.StripeCommand.ChangeAmount;
import org.broadsheet.payments.StripeCommand.StopAtPeriodEnd;
import org.broadsheet.publication.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The outbox to Stripe: what was asked for is done once, whatever becomes of the answers. */
class CommandTests extends PaymentsScene {
    private static final Asker ELIF = Asker.supporter(UUID.randomUUID());

    @Test
    void what_is_ordered_is_done_once_and_told_after_what_it_changed() {
        var promise = paid();

        var command = payments.await(order(promise, new StopAtPeriodEnd()));

        assertThat(command.state()).isEqualTo(State.DONE);
        assertThat(command.askedBy()).isEqualTo(ELIF);
        assertThat(stripe.commands.acted).containsOnlyOnce(command.id());
        assertThat(heard.of(promise)).hasExactlyElementsOfTypes(SubscriptionChanged.class, CommandDone.class);
    }

    @Test
    void nothing_is_ordered_when_the_transaction_does_not_commit() {
        var promise = paid();
        var command = new UUID[1];

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    command[0] = payments.order(promise, new StopAtPeriodEnd(), ELIF);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(payments.ordered(command[0])).isEmpty();
        assertThatThrownBy(() -> payments.order(promise, new StopAtPeriodEnd(), ELIF))
                .hasMessageContaining("transaction");
    }

    @Test
    void a_silent_stripe_is_asked_again_later_and_the_page_is_told_at_once() {
        var promise = paid();
        stripe.commands.silent = Why.NOT_SENT;
        var started = System.nanoTime();

        var command = payments.await(order(promise, new StopAtPeriodEnd()));

        assertThat(command.state()).isEqualTo(State.QUEUED);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
        assertThat(payments.underWay(promise)).extracting(OrderedCommand::id).containsExactly(command.id());

        stripe.commands.silent = null;
        assertThat(stateAfterLater(command.id())).isEqualTo(State.DONE);
        assertThat(payments.underWay(promise)).isEmpty();
    }

    @Test
    void a_lost_answer_is_looked_up_and_nothing_is_done_twice() {
        var promise = paid();
        stripe.commands.losesAnswers = true;
        var command = payments.await(order(promise, new StopAtPeriodEnd())).id();
        assertThat(payments.ordered(command))
                .get()
                .extracting(OrderedCommand::state)
                .isEqualTo(State.UNKNOWN);

        assertThat(stateAfterLater(command)).isEqualTo(State.DONE);

        assertThat(stripe.commands.callsOf(command)).hasSize(1);
        assertThat(stripe.commands.acted).containsOnlyOnce(command);
    }

    @Test
    void what_did_not_reach_stripe_is_sent_again_under_the_same_key() {
        var promise = paid();
        stripe.commands.silent = Why.NO_ANSWER;
        var command = payments.await(order(promise, new StopAtPeriodEnd())).id();
        stripe.commands.silent = null;

        assertThat(stateAfterLater(command)).isEqualTo(State.DONE);

        assertThat(stripe.commands.callsOf(command))
                .extracting(PaymentGateway.CommandCall::idempotencyKey)
                .containsExactly("command:" + command);
    }

    @Test
    void a_key_that_stripe_may_have_forgotten_is_never_sent_again() {
        var promise = paid();
        stripe.commands.silent = Why.NO_ANSWER;
        var command = payments.await(order(promise, new StopAtPeriodEnd())).id();
        stripe.commands.silent = null;
        sql.sql(
                        "update payments.stripe_command set key_made_at = key_made_at - interval '23 hours' where command_id = :id")
                .param("id", command)
                .update();

        assertThat(stateAfterLater(command)).isEqualTo(State.DONE);

        assertThat(stripe.commands.callsOf(command))
                .extracting(PaymentGateway.CommandCall::idempotencyKey)
                .doesNotContain("command:" + command)
                .hasSize(1);
    }

    @Test
    void what_broke_at_stripe_is_asked_again_under_another_key_for_the_old_one_would_break_for_ever() {
        var promise = paid();
        stripe.commands.breaks = true;
        var command = payments.await(order(promise, new StopAtPeriodEnd())).id();
        stripe.commands.breaks = false;

        assertThat(stateAfterLater(command)).isEqualTo(State.DONE);
        assertThat(stripe.commands.acted).containsOnlyOnce(command);
    }

    @Test
    void a_refusal_is_final_and_told() {
        var promise = paid();
        stripe.commands.refusesWith = "resource_missing";

        var command = payments.await(order(promise, new StopAtPeriodEnd()));

        assertThat(command.state()).isEqualTo(State.REFUSED);
        assertThat(command.refusal()).isEqualTo("resource_missing");
        assertThat(heard.of(promise)).singleElement().isInstanceOf(CommandRefused.class);
    }

    @Test
    void what_has_nothing_to_be_done_to_is_refused_without_asking_anybody() {
        var promise = opened();

        var command = payments.await(order(promise, new StopAtPeriodEnd()));

        assertThat(command.refusal()).isEqualTo("nothing_to_do_it_to");
        assertThat(stripe.commands.callsOf(command.id())).isEmpty();
    }

    @Test
    void the_second_order_for_a_promise_waits_for_the_first() {
        var promise = paid();
        stripe.commands.silent = Why.NO_ANSWER;
        var first = payments.await(order(promise, new StopAtPeriodEnd())).id();
        stripe.commands.silent = null;

        var second = order(promise, new StripeCommand.KeepGoing());
        assertThat(payments.await(second).state()).isEqualTo(State.QUEUED);
        assertThat(stripe.commands.callsOf(second)).isEmpty();

        assertThat(stateAfterLater(second)).isEqualTo(State.DONE);
        assertThat(stripe.commands.acted).containsSubsequence(first, second);
    }

    @Test
    void somebody_who_died_in_the_middle_is_taken_over_from_by_looking_first() {
        var promise = paid();
        stripe.commands.silent = Why.NOT_SENT;
        var command = payments.await(order(promise, new StopAtPeriodEnd())).id();
        // As a copy leaves it that stops between asking and hearing.
        sql.sql("""
                update payments.stripe_command
                   set state = 'unknown', attempts = 1, failure = null
                 where command_id = :id
                """).param("id", command).update();
        stripe.commands.acted.add(command);
        stripe.commands.silent = null;

        assertThat(stateAfterLater(command)).isEqualTo(State.DONE);
        assertThat(stripe.commands.callsOf(command)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void every_command_comes_back_from_its_row_as_it_was(StripeCommand command) {
        var kind = CommandJson.kind(command);

        assertThat(kind).matches("[a-z_]+");
        assertThat(CommandJson.read(kind, CommandJson.write(command))).isEqualTo(command);
    }

    @Test
    void every_kind_of_command_is_among_them() {
        assertThat(everyKind().stream().<Class<?>>map(StripeCommand::getClass))
                .containsExactlyInAnyOrder(StripeCommand.class.getPermittedSubclasses());
    }

    static List<StripeCommand> everyKind() {
        var then = Instant.parse("2026-12-31T09:15:00Z");
        var payment = UUID.randomUUID();
        return List.of(
                new StopAtPeriodEnd(),
                new StripeCommand.KeepGoing(),
                new StripeCommand.CancelNow(),
                new ChangeAmount(FIVE_EUROS),
                new StripeCommand.ChangeFrequency(Frequency.ANNUAL, FIVE_EUROS, then, "Support The Meridian, annually"),
                new StripeCommand.PauseUntil(then),
                new StripeCommand.Resume(),
                new StripeCommand.MoveNextCharge(then),
                new StripeCommand.Refund(payment, FIVE_EUROS),
                new StripeCommand.VoidInvoice(payment),
                new StripeCommand.PayInvoice(payment),
                new StripeCommand.UseCard("pm_1"));
    }

    private UUID paid() {
        var promise = opened();
        stripe.says(promise, paidFirst(promise));
        payments.refresh(promise);
        heard.events.clear();
        return promise;
    }

    private UUID order(UUID promise, StripeCommand command) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> payments.order(promise, command, ELIF)));
    }

    /** When the pause after the failed attempt is over. */
    private State stateAfterLater(UUID command) {
        sql.sql("""
                update payments.stripe_command
                   set next_attempt_at = asked_at
                 where state in ('queued', 'unknown')
                """).update();
        worker.drain();
        Awaitility.await("command " + command)
                .atMost(Duration.ofSeconds(10))
                .until(() -> payments.ordered(command).orElseThrow().state().isFinished());
        return payments.ordered(command).orElseThrow().state();
    }
}
