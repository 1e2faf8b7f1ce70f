package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.broadsheet.FormToken;
import org.broadsheet.TestParts;
import org.broadsheet.contributions.Refunds.Asked;
import org.broadsheet.contributions.Refunds.Decided;
import org.broadsheet.members.MemberId;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
import org.broadsheet.staff.Role;
import org.broadsheet.staff.Staff;
import org.broadsheet.staff.StaffMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Finance gives money back, while Stripe does not answer: everything is noted. */
@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
class RefundTests {
    private static final StaffMember FINN = person("Finn", Role.FINANCE);
    private static final StaffMember FAYE = person("Faye", Role.FINANCE);
    private static final StaffMember OLGA = person("Olga", Role.OWNER);
    private static final Instant NOW = Instant.parse("2026-11-23T06:51:00Z");

    @Autowired
    Refunds refunds;

    @Autowired
    PromiseStore promises;

    @Autowired
    ContributionStore contributions;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient sql;

    @MockitoBean
    Staff staff;

    private UUID promise = UUID.randomUUID();
    private UUID payment = UUID.randomUUID();
    private UUID contribution = UUID.randomUUID();

    @BeforeEach
    void somebody_gave_a_thousand_euros() {
        promise = UUID.randomUUID();
        payment = UUID.randomUUID();
        contribution = UUID.randomUUID();
        var gift = euros(100_000);
        promises.rebuild(
                promise,
                Frequency.ONCE,
                new PromiseTerms(
                        gift, euros(0), LocalDate.of(2026, 11, 23), Locale.ENGLISH, "€1,000 once", 1, null, null),
                Token.random().hash(),
                NOW,
                NOW);
        contributions.save(new Contribution(
                contribution,
                promise,
                null,
                Frequency.ONCE,
                gift,
                new ContributionState.Given(),
                NOW,
                NOW,
                NOW,
                null,
                0));
        sql.sql("""
                insert into payments.checkout
                       (promise_id, idempotency_key, frequency, amount_minor, currency, state, session_id, asked_at)
                values (:promise, 'k' || :promise, 'once', 100000, 'EUR', 'paid', 'cs_' || :promise, now())
                """).param("promise", promise).update();
        sql.sql("""
                insert into payments.payment
                       (payment_id, promise_id, state, amount_minor, currency, paid_at, payment_intent_id, attempts, first_seen_at)
                values (:payment, :promise, 'settled', 100000, 'EUR', now(), 'pi_' || :promise, 1, now())
                """).param("payment", payment).param("promise", promise).update();
        when(staff.current()).thenReturn(Optional.of(FINN));
    }

    @Test
    void a_small_one_is_ordered_at_once_under_a_key_of_our_own() {
        assertThat(ask(FINN, 5_000)).isEqualTo(Asked.ORDERED);

        assertThat(sql.sql("""
                        select kind || ' ' || (arguments ->> 'payment') from payments.stripe_command
                         where promise_id = :promise and idempotency_key like 'command:%' and asked_by_kind = 'staff'
                        """).param("promise", promise).query(String.class).single())
                .isEqualTo("refund " + payment);
        assertThat(refunds.left(promise, payment)).isEqualTo(euros(95_000));
        assertThat(sql.sql(
                                "select count(*) from staff.audit_entry where action = 'refund.ordered' and subject_id = :id")
                        .param("id", payment.toString())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void nobody_gives_back_more_than_was_paid_however_many_ask_at_once() throws Exception {
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = many.invokeAll(Collections.nCopies(8, (Callable<Asked>) () -> ask(FINN, 20_000)));
            long ordered = 0;
            for (var each : asked) if (each.get() == Asked.ORDERED) ordered++;
            assertThat(ordered).isEqualTo(5);
        }
        assertThat(ask(FINN, 1)).isEqualTo(Asked.NOTHING_LEFT);
    }

    @Nested
    class A_large_one {
        @Test
        void waits_until_somebody_else_agrees() {
            assertThat(ask(FINN, 40_000)).isEqualTo(Asked.WAITS_FOR_ANOTHER);
            assertThat(commands()).isZero();
            assertThat(refunds.left(promise, payment)).as("it is spoken for").isEqualTo(euros(60_000));
            var request = request();

            assertThat(refunds.approve(FINN, request)).isEqualTo(Decided.OWN);
            assertThat(refunds.approve(FAYE, request)).isEqualTo(Decided.ORDERED);
            assertThat(refunds.approve(OLGA, request)).isEqualTo(Decided.GONE);

            assertThat(commands()).isEqualTo(1);
        }

        @Test
        void may_be_declined_and_is_free_again() {
            ask(FINN, 40_000);

            assertThat(refunds.decline(OLGA, request())).isEqualTo(Decided.DECLINED);

            assertThat(commands()).isZero();
            assertThat(refunds.left(promise, payment)).isEqualTo(euros(100_000));
        }

        @Test
        void is_beyond_finance_above_its_limit_and_takes_two_owners() {
            assertThat(ask(FINN, 60_000)).isEqualTo(Asked.ABOVE_LIMIT);
            assertThat(ask(OLGA, 60_000)).isEqualTo(Asked.WAITS_FOR_ANOTHER);
            assertThat(refunds.approve(FINN, request())).isEqualTo(Decided.ABOVE_LIMIT);
            assertThat(commands()).isZero();
        }

        @Test
        void is_refused_by_the_database_when_one_person_plays_both() {
            ask(FINN, 40_000);
            var request = request();

            assertThatThrownBy(() -> sql.sql("""
                            update contributions.refund_request
                               set state = 'ordered', command_id = uuidv7(), decided_by = asked_by, decided_at = now()
                             where request_id = :id
                            """).param("id", request).update())
                    .hasStackTraceContaining("refund_request_two_persons");
        }
    }

    @Test
    void what_a_bank_takes_back_is_not_given_back_as_well() {
        sql.sql("""
                insert into payments.dispute
                       (dispute_id, payment_id, state, inquiry, reason, amount_minor, currency, made_at, submissions, read_at)
                values ('dp_' || :payment, :payment, 'needs_response', false, 'fraudulent', 100000, 'EUR', now(), 0, now())
                """).param("payment", payment).update();

        assertThat(ask(FINN, 100)).isEqualTo(Asked.NOTHING_LEFT);
    }

    @Nested
    class The_page {
        @Test
        void shows_what_is_left_and_takes_an_order() {
            assertThat(get("/desk/supporters/" + contribution + "/refunds"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("€1,000.00", "value=\"1000.00\"", "The supporter asked");
            assertThat(post("50", "asked"))
                    .hasRedirectedUrl("/desk/supporters/" + contribution + "/refunds?told=ordered");
            assertThat(commands()).isEqualTo(1);
        }

        @Test
        void says_what_is_wrong_beside_the_field_and_keeps_what_was_typed() {
            assertThat(post("a lot", "asked"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("value=\"a lot\"", "Type an amount", "aria-invalid=\"true\"");
            assertThat(post("5000", "asked")).bodyText().contains("more than is left");
            assertThat(post("600", "asked")).bodyText().contains("Ask an owner");
            assertThat(post("5", "")).bodyText().contains("Choose why it goes back", "value=\"5\"");
            assertThat(commands()).isZero();
        }

        @Test
        void of_somebody_elses_payment_is_not_found() {
            var other = UUID.randomUUID();
            assertThat(mvc.post()
                            .uri("/desk/supporters/" + contribution + "/refunds")
                            .with(user("finn").roles("FINANCE"))
                            .with(FormToken.sent())
                            .param("payment", other.toString())
                            .param("amount", "5")
                            .param("reason", "asked"))
                    .hasStatus(HttpStatus.NOT_FOUND);
            assertThat(get("/desk/supporters/" + other + "/refunds")).hasStatus(HttpStatus.NOT_FOUND);
        }

        @Test
        void is_not_for_care() {
            when(staff.current()).thenReturn(Optional.of(person("Cara", Role.CARE)));

            assertThat(post("5", "asked")).hasStatus(HttpStatus.FORBIDDEN);
        }

        @Test
        void lists_what_waits_and_lets_only_others_agree() {
            ask(FAYE, 40_000);
            assertThat(get("/desk/refunds")).hasStatusOk().bodyText().contains("€400.00", "/approval");
            when(staff.current()).thenReturn(Optional.of(FAYE));
            assertThat(get("/desk/refunds"))
                    .bodyText()
                    .doesNotContain("/desk/refunds/" + request() + "/approval")
                    .contains("Withdraw");
            assertThat(get("/ru/desk/refunds"))
                    .bodyText()
                    .contains("второго человека")
                    .doesNotContain("??");
            assertThat(get("/ru/desk/supporters/" + contribution + "/refunds"))
                    .bodyText()
                    .contains("Вернуть деньги")
                    .doesNotContain("??");
        }

        private MvcTestResult get(String path) {
            return mvc.get()
                    .uri(path)
                    .with(user("finn").roles("FINANCE"))
                    .with(FormToken.sent())
                    .exchange();
        }

        private MvcTestResult post(String amount, String reason) {
            return mvc.post()
                    .uri("/desk/supporters/" + contribution + "/refunds")
                    .with(user("finn").roles("FINANCE"))
                    .with(FormToken.sent())
                    .param("payment", payment.toString())
                    .param("amount", amount)
                    .param("reason", reason)
                    .exchange();
        }
    }

    private Asked ask(StaffMember person, long minor) {
        return refunds.ask(person, promise, payment, euros(minor), "asked");
    }

    private UUID request() {
        return refunds.waiting().stream()
                .filter(each -> each.payment().equals(payment))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private long commands() {
        return sql.sql("select count(*) from payments.stripe_command where promise_id = :promise")
                .param("promise", promise)
                .query(Long.class)
                .single();
    }

    private static Money euros(long minor) {
        return Money.of(minor, "EUR");
    }

    private static StaffMember person(String name, Role role) {
        return new StaffMember(new MemberId(UUID.randomUUID()), name, Set.of(role), true);
    }
}
