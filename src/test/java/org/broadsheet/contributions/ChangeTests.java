package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.Given;
import org.broadsheet.contributions.ContributionState.Paused;
import org.broadsheet.contributions.ContributionState.Reason;
import org.broadsheet.members.MemberId;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.junit.jupiter.api.Test;

/** Changing what one gives: shown before, done at Stripe, confirmed in writing. */
class ChangeTests extends ChangeScene {

    @Test
    void another_amount_is_shown_with_its_next_three_charges_done_and_confirmed_in_writing() {
        var contribution = gives(Frequency.MONTHLY, 500);
        var days = days(contribution, 1, 1);

        assertThat(html(get("/account/support"))).contains("/amount", "/frequency", "/day", "/pause", "/cancellation");
        assertThat(confirms(contribution, "amount?amount=8")).contains(days).contains("€8.00");

        untilDone(contribution);
        assertThat(now(contribution).amount()).isEqualTo(Money.of(800, "EUR"));
        assertThat(history(contribution)).contains("amount_changed active active supporter t");
        assertThat(mail("changing your amount")).contains(days).contains("€8 a month instead of €5 a month");
        assertThat(html(get("/account/support?noted=" + latest(contribution).id())))
                .contains("Your amount is changed")
                .contains(days);
    }

    @Test
    void an_amount_that_cannot_be_is_answered_beside_its_field_and_changes_nothing() {
        var contribution = gives(Frequency.MONTHLY, 500);

        var page = get("/account/support/" + contribution.id() + "/amount?amount=0.10");

        assertThat(page).hasStatus(422);
        assertThat(html(page)).contains("id=\"amount-error\"", "value=\"0.10\"").doesNotContain("id=\"do\"");
        assertThat(changes.latest(contribution.id())).isEmpty();
    }

    @Test
    void once_a_year_begins_when_the_month_is_used_up() {
        var contribution = gives(Frequency.MONTHLY, 500);

        assertThat(confirms(contribution, "frequency?amount=60"))
                .contains(days(contribution, 1, 12))
                .contains("€60.00");

        untilDone(contribution);
        var after = now(contribution);
        assertThat(after.frequency()).isEqualTo(Frequency.ANNUAL);
        assertThat(after.amount()).isEqualTo(Money.of(6_000, "EUR"));
        assertThat(payments.of(contribution.promise())).hasSize(1);
        assertThat(history(contribution))
                .contains("frequency_left active active supporter t", "frequency_taken active active supporter t");
    }

    @Test
    void another_day_moves_the_next_charge_and_is_shown_as_active() {
        var contribution = gives(Frequency.MONTHLY, 500);
        ZoneId zone = publication.newsroom().zone();
        var due = Forecast.next(contribution);
        int day = due.atZone(zone).getDayOfMonth() == 15 ? 16 : 15;

        var page = confirms(contribution, "day?day=" + day);

        untilDone(contribution);
        var state = (Active) now(contribution).state();
        assertThat(state.nextCharge()).isEqualTo(Forecast.onDay(due, day, zone));
        assertThat(page).contains(DateWords.full(state.nextCharge(), zone, java.util.Locale.ENGLISH));
        assertThat(history(contribution)).contains("charge_moved active active supporter t");
    }

    @Test
    void a_pause_takes_nothing_for_so_many_months_and_can_be_ended_earlier() {
        var contribution = gives(Frequency.MONTHLY, 500);

        assertThat(confirms(contribution, "pause?months=2")).contains(days(contribution, 3, 1));
        untilDone(contribution);
        var paused = (Paused) now(contribution).state();
        assertThat(paused.nextCharge()).isEqualTo(Forecast.afterPause(contribution, 2, ZoneId.of("UTC")));
        assertThat(now(contribution).recurringMinor()).isZero();
        assertThat(html(get("/account/support"))).contains("/resumption").doesNotContain("/pause\"");

        assertThat(confirms(contribution, "resumption")).contains(days(contribution, 1, 1));
        untilDone(contribution);
        assertThat(now(contribution).state()).isEqualTo(contribution.state());
        assertThat(history(contribution))
                .contains("paused active paused supporter t", "resumed paused active supporter t");
    }

    @Test
    void an_annual_pause_moves_the_next_charge_by_that_many_months() {
        var contribution = gives(Frequency.ANNUAL, 6_000);

        assertThat(confirms(contribution, "pause?months=3")).contains(days(contribution, 15, 12));

        untilDone(contribution);
        assertThat(ChronoUnit.DAYS.between(Forecast.next(contribution), Forecast.next(now(contribution))))
                .isBetween(89L, 92L);
    }

    @Test
    void a_stop_can_be_taken_back_until_it_takes_effect() {
        var contribution = gives(Frequency.MONTHLY, 500);

        confirms(contribution, "cancellation");
        untilDone(contribution);
        assertThat(now(contribution).state().stops()).isEqualTo(contribution.paidUntil());
        assertThat(mail("stopping your payments")).contains("Nothing more is taken");

        assertThat(confirms(contribution, "continuation")).contains(days(contribution, 1, 1));
        untilDone(contribution);
        assertThat(now(contribution).state()).isEqualTo(contribution.state());
        assertThat(history(contribution))
                .contains("stop_scheduled active active supporter t", "stop_withdrawn active active supporter t");
    }

    @Test
    void a_reason_is_asked_and_what_fits_it_is_offered_once() {
        var contribution = gives(Frequency.MONTHLY, 500);
        var page = html(get("/account/support/" + contribution.id() + "/cancellation"));
        assertThat(page).contains("name=\"why\"").doesNotContain("Perhaps this fits better");
        var hidden = hiddenOf(page);
        hidden.put("why", "money");

        var offered = post(contribution, "cancellation", hidden);

        assertThat(offered).hasStatusOk();
        assertThat(html(offered)).contains("Perhaps this fits better", "/amount\"", "/pause\"");
        assertThat(changes.latest(contribution.id())).isEmpty();
        assertThat(post(contribution, "cancellation", hiddenOf(html(offered)))).hasStatus(303);
        assertThat(latest(contribution).reason()).isEqualTo("money");
    }

    @Test
    void a_reason_that_nothing_fits_stops_at_once() {
        var contribution = gives(Frequency.MONTHLY, 500);
        var hidden = hiddenOf(html(get("/account/support/" + contribution.id() + "/cancellation")));
        hidden.put("why", "piece");

        assertThat(post(contribution, "cancellation", hidden)).hasStatus(303);

        untilDone(contribution);
        assertThat(sql.sql(
                                "select why from contributions.contribution_event where kind = 'stop_scheduled' and contribution_id = :id")
                        .param("id", contribution.id())
                        .query(String.class)
                        .single())
                .isEqualTo("piece");
    }

    @Test
    void it_works_while_stripe_is_down_dated_and_told_as_it_is() {
        var contribution = gives(Frequency.MONTHLY, 500);
        wires.order(Map.of(
                "kind", "answer", "method", "POST", "matches", "/v1/subscriptions", "count", "all", "status", "503"));
        try {
            confirms(contribution, "cancellation");

            assertThat(latest(contribution).state()).isEqualTo(Change.State.ASKED);
            assertThat(html(get("/account/support")))
                    .contains("You are stopping your payments", "as soon as Stripe")
                    .doesNotContain("Your payments are stopped");
            assertThat(mail("stopping your payments")).contains("You asked for this on");
        } finally {
            wires.order(Map.of("kind", "none"));
        }
        sql.sql("update payments.stripe_command set next_attempt_at = asked_at where state = 'unknown'")
                .update();
        untilDone(contribution);
        assertThat(now(contribution).state().stops()).isEqualTo(contribution.paidUntil());
    }

    @Test
    void what_was_meant_once_stays_a_single_gift() {
        var contribution = gives(Frequency.MONTHLY, 500);

        confirms(contribution, "single");

        untilDone(contribution);
        assertThat(now(contribution).state()).isEqualTo(new Given());
        assertThat(now(contribution).frequency()).isEqualTo(Frequency.ONCE);
        assertThat(history(contribution)).contains("made_single active given supporter t");
        assertThat(sql.sql(
                                "select sum(amount_delta_minor) from contributions.contribution_event where contribution_id = :id")
                        .param("id", contribution.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void what_was_not_meant_at_all_goes_back_by_the_supporter_alone() {
        var contribution = gives(Frequency.MONTHLY, 500);

        confirms(contribution, "withdrawal");

        untilDone(contribution);
        assertThat(now(contribution).state())
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.reason()).isEqualTo(Reason.WITHDRAWN));
        assertThat(sql.sql(
                                "select count(*) from payments.stripe_command where kind = 'refund' and state = 'done' and promise_id = :promise")
                        .param("promise", contribution.promise())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void second_thoughts_end_after_two_weeks() {
        var contribution = gives(Frequency.MONTHLY, 500);
        var started = java.util.Objects.requireNonNull(contribution.startedAt());

        assertThat(Possible.is(Change.Kind.WITHDRAW, contribution, started.plus(13, ChronoUnit.DAYS)))
                .isTrue();
        assertThat(Possible.is(Change.Kind.WITHDRAW, contribution, started.plus(14, ChronoUnit.DAYS)))
                .isFalse();
        assertThat(Possible.is(Change.Kind.SINGLE, contribution, started.plus(14, ChronoUnit.DAYS)))
                .isFalse();
    }

    @Test
    void somebody_elses_contribution_is_nowhere_to_be_found() {
        var contribution = gives(Frequency.MONTHLY, 500);
        var hidden = hiddenOf(html(get("/account/support/" + contribution.id() + "/cancellation")));
        signedIn = Optional.of(new MemberId(UUID.randomUUID()));

        for (var what : java.util.List.of("cancellation", "amount", "day", "pause", "withdrawal", "second")) {
            assertThat(get("/account/support/" + contribution.id() + "/" + what))
                    .hasStatus(404);
        }
        assertThat(post(contribution, "cancellation", hidden)).hasStatus(404);
        assertThat(changes.latest(contribution.id())).isEmpty();
    }
}
