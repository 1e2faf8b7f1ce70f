package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.broadsheet.money.Money;
import org.broadsheet.payments.Asker;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
import org.junit.jupiter.api.Test;

/** Whoever decides at the same moment: one is taken, the other is told. */
class ChangeRaceTests extends ChangeScene {

    @Test
    void twenty_posts_of_one_form_are_one_change() throws Exception {
        var contribution = gives(Frequency.MONTHLY, 500);
        var hidden = hiddenOf(html(get("/account/support/" + contribution.id() + "/amount?amount=8")));

        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clicks.invokeAll(Collections.nCopies(20, (Callable<String>)
                    () -> post(contribution, "amount", hidden).getResponse().getRedirectedUrl()));

            for (var each : answers) {
                assertThat(each.get())
                        .isEqualTo(answers.getFirst().get())
                        .contains("noted=" + latest(contribution).id());
            }
        }
        assertThat(sql.sql("select count(*) from payments.stripe_command where promise_id = :promise")
                        .param("promise", contribution.promise())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void of_two_tabs_that_stop_and_raise_the_second_is_told_and_does_nothing() {
        var contribution = gives(Frequency.MONTHLY, 500);
        var stop = hiddenOf(html(get("/account/support/" + contribution.id() + "/cancellation")));
        var raise = hiddenOf(html(get("/account/support/" + contribution.id() + "/amount?amount=8")));
        assertThat(post(contribution, "cancellation", stop)).hasStatus(303);

        var told = post(contribution, "amount", raise);

        assertThat(told).hasStatus(409);
        assertThat(html(told)).contains("Nothing was changed just now", "it was stopped, perhaps in another window");
        untilDone(contribution);
        assertThat(now(contribution).amount()).isEqualTo(Money.of(500, "EUR"));
    }

    @Test
    void of_two_that_come_at_the_very_same_time_one_wins() throws Exception {
        var contribution = gives(Frequency.MONTHLY, 500);
        var by = Asker.supporter(elif.value());

        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = tabs.invokeAll(java.util.List.<Callable<Taken>>of(
                    () -> changes.take(
                            contribution.id(),
                            new Wish.Stop(null),
                            Token.random().value(),
                            0,
                            by),
                    () -> changes.take(
                            contribution.id(),
                            new Wish.Amount(Money.of(800, "EUR")),
                            Token.random().value(),
                            0,
                            by)));

            assertThat(java.util.List.of(taken.get(0).get(), taken.get(1).get()))
                    .hasAtLeastOneElementOfType(Taken.Noted.class)
                    .hasAtLeastOneElementOfType(Taken.Overtaken.class);
        }
    }
}
