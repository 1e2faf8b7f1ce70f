package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.Given;
import org.broadsheet.contributions.ContributionState.Held;
import org.broadsheet.contributions.ContributionState.Reason;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.junit.jupiter.api.Test;

/** One live contribution for each supporter: a second promise waits for its owner's word. */
class SecondPromiseTests extends ChangeScene {

    @Test
    void a_second_promise_is_held_and_its_owner_asked() {
        gives(Frequency.MONTHLY, 500);

        var second = gives(Frequency.MONTHLY, 1_000);

        assertThat(second.state()).isInstanceOf(Held.class);
        assertThat(second.recurringMinor()).isZero();
        assertThat(history(second)).containsExactly("held pending held f");
        assertThat(mail("What did you mean?"))
                .contains(
                        "€10 a month",
                        "€5 a month",
                        "within seven days",
                        "/account/support/" + second.id() + "/second");
    }

    @Test
    void the_database_itself_refuses_two_that_run() {
        promisesWithoutPaying();
        gives(Frequency.MONTHLY, 500);
        var second = gives(Frequency.MONTHLY, 1_000);

        assertThatThrownBy(() -> sql.sql("""
                update contributions.contribution set state = 'active', held_since = null where contribution_id = :id
                """).param("id", second.id()).update())
                .hasStackTraceContaining("no contribution goes from held to active");
        assertThatThrownBy(() -> sql.sql("""
                insert into contributions.contribution
                       (promise_id, member_id, frequency, currency, amount_minor, state, created_at, started_at, settled_at)
                select promise_id, :member, 'monthly', 'EUR', 500, 'active', created_at, created_at, created_at
                  from contributions.promise
                 where promise_id not in (select promise_id from contributions.contribution)
                 limit 1
                """).param("member", elif.value()).update())
                .hasStackTraceContaining("contribution_one_live_per_member");
    }

    @Test
    void it_can_be_the_new_amount_and_then_what_was_paid_for_it_goes_back() {
        var first = gives(Frequency.MONTHLY, 500);
        var second = gives(Frequency.MONTHLY, 1_000);

        assertThat(answers(second, "raise")).isEqualTo(303);

        untilDone(first);
        untilDone(second);
        assertThat(now(first).amount()).isEqualTo(Money.of(1_000, "EUR"));
        assertThat(now(first).state()).isInstanceOf(Active.class);
        assertThat(reasonOf(second)).isEqualTo(Reason.DOUBLE);
        assertThat(refundsOf(second)).isEqualTo(1);
    }

    @Test
    void it_can_be_a_single_gift() {
        var first = gives(Frequency.MONTHLY, 500);
        var second = gives(Frequency.MONTHLY, 1_000);

        assertThat(answers(second, "single")).isEqualTo(303);

        untilDone(second);
        assertThat(now(second).state()).isEqualTo(new Given());
        assertThat(refundsOf(second)).isZero();
        assertThat(now(first)).isEqualTo(first);
    }

    @Test
    void it_can_be_given_back_and_a_second_answer_finds_it_done() {
        gives(Frequency.MONTHLY, 500);
        var second = gives(Frequency.MONTHLY, 1_000);

        assertThat(answers(second, "refund")).isEqualTo(303);
        untilDone(second);
        assertThat(reasonOf(second)).isEqualTo(Reason.DOUBLE);
        assertThat(get("/account/support/" + second.id() + "/second")).hasStatus3xxRedirection();
    }

    @Test
    void silence_for_seven_days_gives_it_back() {
        var first = gives(Frequency.MONTHLY, 500);
        var second = gives(Frequency.MONTHLY, 1_000);
        HeldPromises.giveBack(store, changes, java.time.Clock.offset(clock, Duration.ofDays(6)));
        assertThat(changes.latest(second.id())).isEmpty();

        HeldPromises.giveBack(store, changes, java.time.Clock.offset(clock, Duration.ofDays(8)));

        untilDone(second);
        assertThat(reasonOf(second)).isEqualTo(Reason.DOUBLE);
        assertThat(refundsOf(second)).isEqualTo(1);
        assertThat(now(first)).isEqualTo(first);
        assertThat(mail("second payment goes back")).contains("have not heard from you");
    }

    @Test
    void who_is_signed_in_is_led_to_change_the_amount_instead() {
        var first = gives(Frequency.MONTHLY, 500);

        var answer = supports("elif@example.org");

        assertThat(answer).hasStatus(303);
        assertThat(answer.getResponse().getRedirectedUrl())
                .contains("/account/support/" + first.id() + "/amount?amount=5");
    }

    @Test
    void a_guest_sees_what_everybody_sees_whatever_address_is_typed() {
        gives(Frequency.MONTHLY, 500);
        signedIn = Optional.empty();

        var known = supports(address.value());
        var unknown = supports("nobody-here-at-all-whatsoever-" + System.nanoTime() + "@example.org");

        assertThat(known.getResponse().getStatus())
                .isEqualTo(unknown.getResponse().getStatus())
                .isEqualTo(303);
        assertThat(shape(known)).isEqualTo(shape(unknown));
        // No answer asks who has an account or gives: the address is looked at when money comes, not before.
        verify(members, times(1)).memberFor(any(), any(), any());
    }

    private void promisesWithoutPaying() {
        contributions.start(
                new Gift(
                        Frequency.MONTHLY,
                        Money.of(500, "EUR"),
                        Money.of(0, "EUR"),
                        address,
                        null,
                        java.util.Locale.ENGLISH,
                        null,
                        null),
                org.broadsheet.privacy.Token.random(),
                org.broadsheet.privacy.Token.random());
    }

    private static String shape(org.springframework.test.web.servlet.assertj.MvcTestResult result) {
        var response = result.getResponse();
        return response.getHeaderNames() + " " + html(result) + " "
                + String.valueOf(response.getRedirectedUrl()).replaceAll("cs_test_\\w+", "cs");
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult supports(String email) {
        var shown = get("/support");
        var page = html(shown);
        var filled = new LinkedHashMap<String, String>();
        filled.put("frequency", "monthly");
        filled.put("currency", "EUR");
        filled.put("once", "25");
        filled.put("monthly", "5");
        filled.put("annual", "60");
        filled.put("amount", "");
        filled.put("seen", "");
        filled.put("email", email);
        filled.put("name", "");
        filled.put("key", hidden(page, "key"));
        filled.put("day", hidden(page, "day"));
        var request = mvc.post()
                .uri("/support")
                .param("_csrf", hidden(page, "_csrf"))
                .cookie(shown.getResponse().getCookie(cookies.name("csrf")));
        filled.forEach(request::param);
        return request.exchange();
    }

    private int answers(Contribution second, String way) {
        var page = get("/account/support/" + second.id() + "/second");
        assertThat(page).hasStatusOk();
        var hidden = new LinkedHashMap<>(hiddenOf(html(page)));
        hidden.put("way", way);
        return post(second, "second", hidden).getResponse().getStatus();
    }

    private Reason reasonOf(Contribution contribution) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> now(contribution).state() instanceof Ended);
        return ((Ended) now(contribution).state()).reason();
    }

    private long refundsOf(Contribution contribution) {
        return sql.sql("""
                select count(*) from payments.stripe_command
                 where kind = 'refund' and state = 'done' and promise_id = :promise
                """)
                .param("promise", contribution.promise())
                .query(Long.class)
                .single();
    }
}
