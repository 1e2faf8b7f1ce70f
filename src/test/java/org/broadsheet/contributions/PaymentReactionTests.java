package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.broadsheet.TestParts;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.Given;
import org.broadsheet.contributions.papers.Papers;
import org.broadsheet.local.MailFolder;
import org.broadsheet.members.Claim;
import org.broadsheet.members.Member;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.money.Money;
import org.broadsheet.payments.PaymentEvent;
import org.broadsheet.payments.PaymentEvent.CheckoutCompleted;
import org.broadsheet.payments.PaymentEvent.CheckoutExpired;
import org.broadsheet.payments.PaymentEvent.PaymentFailed;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.PaymentEvent.SubscriptionChanged;
import org.broadsheet.payments.PaymentRecord;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.SubscriptionFacts;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@ContextConfiguration(initializers = TestParts.class)
class PaymentReactionTests {
    private static final Instant NOVEMBER = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-23T09:00:00Z");
    private static final Instant JANUARY = Instant.parse("2027-01-23T09:00:00Z");
    private static final EmailAddress ELIF = new EmailAddress("elif@example.org");

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PromiseStore promises;

    @Autowired
    ContributionStore contributions;

    @Autowired
    Papers papers;

    @Autowired
    JdbcClient sql;

    @Autowired
    MailFolder mails;

    @MockitoBean
    Members members;

    @MockitoBean
    Payments payments;

    private final MemberId member = new MemberId(UUID.randomUUID());
    private final Claim claim = new Claim(Token.random(), "ABCD-EFGH");

    @BeforeEach
    void elif_is_new_here() {
        when(members.memberFor(any(), any(), any())).thenReturn(member);
        when(members.find(member))
                .thenReturn(Optional.of(new Member(member, ELIF, "Elif", Locale.ENGLISH, false, NOVEMBER)));
        when(members.inviteToClaim(any(), any())).thenReturn(claim);
        when(payments.of(any())).thenReturn(List.of());
    }

    @Test
    void the_first_payment_starts_the_contribution_makes_a_member_and_sends_one_receipt() {
        var promise = promised(Frequency.MONTHLY, Locale.ENGLISH);
        var payment = UUID.randomUUID();
        when(payments.of(promise.id()))
                .thenReturn(List.of(new PaymentRecord(
                        payment, promise.total(), NOVEMBER, PaymentRecord.State.SETTLED, null, "Visa 4242")));

        say(new CheckoutCompleted(promise.id(), NOVEMBER, ELIF, null));
        assertThat(stateOf(promise)).isEqualTo(new ContributionState.Pending());
        say(new PaymentSettled(promise.id(), payment, promise.total(), NOVEMBER, true, DECEMBER));
        say(new PaymentSettled(promise.id(), payment, promise.total(), NOVEMBER, true, DECEMBER));

        assertThat(stateOf(promise)).isEqualTo(new Active(DECEMBER, null));
        assertThat(contributions.ofMember(member))
                .extracting(Contribution::promise)
                .contains(promise.id());
        assertThat(kinds(promise)).containsExactly("started");
        var mail = mailFor(payment);
        assertThat(mail)
                .contains("Your receipt from")
                .contains("€5 today, then €5 on the 23rd of each month")
                .contains("Visa 4242")
                .contains("December 23, 2026")
                .contains("/claim/" + claim.token().value())
                .contains("ABCD-EFGH");
    }

    @Test
    void a_renewal_gets_its_receipt_without_a_code() {
        var promise = promised(Frequency.MONTHLY, Locale.of("ru"));
        say(new PaymentSettled(promise.id(), UUID.randomUUID(), promise.total(), NOVEMBER, true, DECEMBER));
        var renewal = UUID.randomUUID();
        say(new PaymentSettled(promise.id(), renewal, promise.total(), DECEMBER, false, JANUARY));

        assertThat(kinds(promise)).containsExactly("started", "renewed");
        assertThat(mailFor(renewal))
                .contains("Спасибо, что остаётесь с нами")
                .contains("23 января 2027 г.")
                .contains("/ru/account/support")
                .doesNotContain("/claim/");
    }

    @Test
    void a_single_gift_is_given_and_has_no_next_charge() {
        var promise = promised(Frequency.ONCE, Locale.ENGLISH);
        var payment = UUID.randomUUID();
        say(new PaymentSettled(promise.id(), payment, promise.total(), NOVEMBER, true, null));

        assertThat(stateOf(promise)).isEqualTo(new Given());
        assertThat(mailFor(payment)).contains("Nothing more is taken").doesNotContain("Next payment");
    }

    @Test
    void a_life_with_a_refusal_a_recovery_and_an_end_adds_up() {
        var promise = promised(Frequency.MONTHLY, Locale.ENGLISH);
        say(new PaymentSettled(promise.id(), UUID.randomUUID(), promise.total(), NOVEMBER, true, DECEMBER));
        var failed = new PaymentFailed(
                promise.id(), promise.total(), DECEMBER, 1, DECEMBER.plus(Duration.ofDays(3)), "insufficient_funds");
        say(failed);
        say(failed);
        say(new PaymentSettled(
                promise.id(), UUID.randomUUID(), promise.total(), DECEMBER.plusSeconds(99), false, JANUARY));
        say(new SubscriptionChanged(
                promise.id(),
                new SubscriptionFacts(
                        SubscriptionFacts.Status.ENDED, promise.total(), NOVEMBER, JANUARY, null, JANUARY)));

        assertThat(kinds(promise)).containsExactly("started", "failed", "renewed", "recovered", "ended");
        assertThat(stateOf(promise)).isInstanceOf(Ended.class);
        assertThat(sql.sql(
                                "select sum(amount_delta_minor) from contributions.contribution_event where contribution_id = :id")
                        .param(
                                "id",
                                contributions
                                        .ofPromise(promise.id())
                                        .orElseThrow()
                                        .id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_page_that_closed_unpaid_leaves_no_contribution() {
        var promise = promised(Frequency.MONTHLY, Locale.ENGLISH);
        say(new CheckoutExpired(promise.id(), DECEMBER));

        assertThat(promises.find(promise.id()).orElseThrow().state()).isEqualTo(Promise.State.EXPIRED);
        assertThat(contributions.ofPromise(promise.id())).isEmpty();
        verify(members, never()).memberFor(any(), any(), any());
    }

    @Test
    void what_nobody_promised_here_is_left_alone() {
        say(new PaymentSettled(UUID.randomUUID(), UUID.randomUUID(), Money.of(500, "EUR"), NOVEMBER, true, null));

        verify(members, never()).memberFor(any(), any(), any());
    }

    @Test
    void history_is_only_ever_added_to() {
        assertThatThrownBy(() -> sql.sql("update contributions.contribution_event set amount_delta_minor = 0")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        sql.sql("delete from contributions.contribution_event").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void no_column_holds_an_address_that_can_be_read() {
        var promise = promised(Frequency.MONTHLY, Locale.ENGLISH);

        assertThat(sql.sql("select promise::text from contributions.promise where promise_id = :id")
                        .param("id", promise.id())
                        .query(String.class)
                        .single())
                .doesNotContainIgnoringCase("elif")
                .doesNotContain(
                        java.util.HexFormat.of().formatHex("elif".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(promises.find(promise.id()).orElseThrow().email()).isEqualTo(ELIF);
    }

    private void say(PaymentEvent event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    private Promise promised(Frequency frequency, Locale language) {
        var key = Token.random().value();
        var five = Money.of(500, "EUR");
        var gift = new Gift(frequency, five, Money.of(0, "EUR"), ELIF, "Elif", language, "ferry", "article-favor-1");
        promises.keep(
                key,
                1,
                gift,
                LocalDate.of(2026, 11, 23),
                "€5 today, then €5 on the 23rd of each month; next: December 23, January 23 …; stop any time, in two clicks.",
                Token.random().hash(),
                Token.random().hash(),
                NOVEMBER);
        return promises.latest(key, gift.contentHash()).orElseThrow();
    }

    private ContributionState stateOf(Promise promise) {
        return contributions.ofPromise(promise.id()).orElseThrow().state();
    }

    private List<String> kinds(Promise promise) {
        return sql.sql("""
                select e.kind
                  from contributions.contribution_event e join contributions.contribution c using (contribution_id)
                 where c.promise_id = :promise
                 order by e.event_id
                """).param("promise", promise.id()).query(String.class).list();
    }

    /** The text of the one mail for this payment. */
    private String mailFor(UUID payment) {
        var number = papers.of(payment).orElseThrow().number().toString();
        var found = Awaitility.await("the receipt").until(() -> receipts(number), receipts -> !receipts.isEmpty());
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<String> receipts(String number) {
        return mails.newest(50).stream()
                .filter(each -> each.text().contains(number) && each.html().contains(number))
                .peek(each -> assertThat(each.files()).containsExactly("receipt-" + number + ".pdf"))
                .map(each -> each.subject() + "\n" + each.text())
                .toList();
    }
}
