package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.broadsheet.TestParts;
import org.broadsheet.local.LocalMail;
import org.broadsheet.local.MailFolder;
import org.broadsheet.members.Claim;
import org.broadsheet.members.Member;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.money.Money;
import org.broadsheet.payments.Asker;
import org.broadsheet.payments.PayPage;
import org.broadsheet.payments.PaymentEvent;
import org.broadsheet.payments.PaymentEvent.PaymentFailed;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.Refusal;
import org.broadsheet.payments.Repairs;
import org.broadsheet.payments.StripeCommand;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.Publication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestParts.class)
class OverdueTests {
    private static final Instant NOVEMBER = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant REFUSED = Instant.parse("2026-12-23T09:00:00Z");
    private static int people;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    OverdueStore store;

    @Autowired
    PromiseStore promises;

    @Autowired
    ContributionStore contributions;

    @Autowired
    OverdueLetters letters;

    @Autowired
    OverdueNotice notice;

    @Autowired
    Publication publication;

    @Autowired
    MailFolder mails;

    @Autowired
    JdbcClient sql;

    @Autowired
    MockMvcTester mvc;

    @MockitoBean
    Members members;

    @MockitoBean
    Payments payments;

    @MockitoBean
    Repairs repairs;

    private final MemberId elif = new MemberId(UUID.randomUUID());
    private final EmailAddress address = new EmailAddress("elif" + ++people + "@example.org");
    private final UUID owed = UUID.randomUUID();
    private Promise promise;

    @BeforeEach
    void a_renewal_is_refused() {
        when(members.memberFor(any(), any(), any())).thenReturn(elif);
        when(members.find(eq(elif)))
                .thenReturn(Optional.of(new Member(elif, address, "Elif", Locale.ENGLISH, true, NOVEMBER)));
        when(members.inviteToClaim(any(), any())).thenReturn(new Claim(Token.random(), "ABCD-EFGH"));
        when(members.signedIn()).thenReturn(Optional.of(elif));
        when(payments.of(any())).thenReturn(List.of());
        when(payments.underWay(any())).thenReturn(List.of());
        refusedFor("insufficient_funds");
        promise = promised();
        say(new PaymentSettled(promise.id(), UUID.randomUUID(), promise.total(), NOVEMBER, true, REFUSED));
        say(new PaymentFailed(
                promise.id(), promise.total(), REFUSED, 1, REFUSED.plus(Duration.ofDays(3)), "insufficient_funds"));
    }

    @AfterEach
    void nothing_is_left_over() {
        sql.sql("update contributions.grace_policy set days = 21").update();
        sql.sql("update contributions.grace_letter set tone = 'light' where position = 1")
                .update();
    }

    @Test
    void three_letters_go_out_each_once_however_often_we_look() {
        for (int day = 0; day < 21; day++) {
            lookOn(day);
            lookOn(day);
        }
        var sent = letters(3);

        assertThat(sent).extracting(LocalMail::subject).containsOnly("About the payment of December 23, 2026");
        assertThat(sent.get(2).text())
                .contains("did not go through on December 23, 2026")
                .contains("nothing is cut")
                .contains("we try again on December 26, 2026")
                .contains("We wait until January 13, 2027");
        assertThat(sent.get(1).text()).contains("is still open");
        assertThat(sent.get(0).text()).contains("the last time that we write about it");
        assertThat(sent).allSatisfy(each -> assertThat(each.html()).contains("Pay €5 on Stripe’s page"));
        verify(payments, never()).order(any(), any(), any());
    }

    @Test
    void after_a_silence_of_ours_only_the_latest_goes_out() {
        lookOn(17);

        assertThat(letters(1).getFirst().text()).contains("the last time that we write about it");
    }

    @Test
    void a_card_that_is_gone_and_a_bank_that_asks_are_told_apart_from_a_bad_day() {
        refusedFor("stolen_card");
        lookOn(0);
        assertThat(letters(1).getFirst().text())
                .contains("Another one is needed")
                .doesNotContain("we try again");

        refusedFor("authentication_required");
        lookOn(7);
        assertThat(letters(2).getFirst().text()).contains("Your bank wants you to confirm it");
    }

    @Test
    void the_newsroom_sets_the_days_and_the_tone() {
        sql.sql("update contributions.grace_policy set days = 5").update();
        sql.sql("update contributions.grace_letter set tone = 'plain' where position = 1")
                .update();
        lookOn(0);
        assertThat(letters(1).getFirst().text()).contains("is still open").contains("We wait until December 28, 2026");

        lookOn(5);
        verify(payments).order(promise.id(), new StripeCommand.CancelNow(), Asker.newsroom());
    }

    @Test
    void at_the_end_of_the_grace_the_invoice_is_taken_back_first_and_then_it_ends_asked_for_once() {
        lookOn(20);
        verify(payments, never()).order(any(), any(), any());
        lookOn(21);
        lookOn(21);

        var order = inOrder(payments);
        order.verify(payments).order(promise.id(), new StripeCommand.VoidInvoice(owed), Asker.newsroom());
        order.verify(payments).order(promise.id(), new StripeCommand.CancelNow(), Asker.newsroom());
        verify(payments, times(2)).order(eq(promise.id()), any(), any());
    }

    @Test
    void who_pays_hears_no_more() {
        lookOn(0);
        letters(1);
        say(new PaymentSettled(
                promise.id(),
                UUID.randomUUID(),
                promise.total(),
                REFUSED.plusSeconds(99),
                false,
                REFUSED.plus(Duration.ofDays(31))));
        lookOn(7);
        lookOn(30);

        assertThat(found()).hasSize(1);
        verify(payments, never()).order(any(), any(), any());
    }

    @Test
    void what_stripe_ended_before_us_is_told_apart_from_what_we_gave_up() {
        var check = new GraceCheck(store, Clock.fixed(REFUSED.plus(Duration.ofDays(22)), ZoneOffset.UTC));
        long before = check.endedByStripe();
        endsUnpaid();
        assertThat(check.endedByStripe()).isEqualTo(before + 1);

        sql.sql("""
                insert into contributions.overdue_step (contribution_id, behind_since, step, done_at)
                select contribution_id, settled_at, 'lapse', settled_at
                  from contributions.contribution
                 where promise_id = :promise
                """).param("promise", promise.id()).update();
        assertThat(check.endedByStripe()).isEqualTo(before);
    }

    @Test
    void what_lapses_is_thanked_for_and_has_an_easy_way_back() {
        endsUnpaid();
        lookOn(21);
        lookOn(22);

        var farewell = letters(1).getFirst();
        assertThat(farewell.subject()).doesNotContainIgnoringCase("support");
        assertThat(farewell.text())
                .contains("You owe us nothing")
                .contains("/support?frequency=monthly&amount=5&currency=EUR");
    }

    @Test
    void the_letters_link_leads_to_stripes_page_for_this_payment_without_signing_in() {
        lookOn(0);
        var link = Pattern.compile("/manage/[A-Za-z0-9_-]{43}/payment")
                .matcher(letters(1).getFirst().text());
        assertThat(link.find()).isTrue();

        when(repairs.payPage(promise.id()))
                .thenReturn(new PayPage.At(URI.create("https://invoice.stripe.com/i/acct_1/test_1?s=ap")));
        assertThat(mvc.get().uri(link.group()).exchange())
                .hasStatus(303)
                .hasRedirectedUrl("https://invoice.stripe.com/i/acct_1/test_1?s=ap");

        when(repairs.payPage(promise.id())).thenReturn(new PayPage.Unreachable());
        assertThat(mvc.get().uri(link.group()).exchange())
                .hasStatus(503)
                .bodyText()
                .contains("does not answer just now")
                .doesNotContain("elif");

        when(repairs.payPage(promise.id())).thenReturn(new PayPage.NotNeeded());
        assertThat(mvc.get().uri(link.group()).exchange()).hasStatus(303);
    }

    @Test
    void only_who_is_signed_in_sees_the_banner_and_only_while_it_is_true() {
        assertThat(notice.forWhoIsSignedIn(Locale.ENGLISH))
                .hasValueSatisfying(
                        each -> assertThat(each.text()).contains("€5").contains("nothing is cut"));
        assertThat(mvc.get().uri("/support").exchange()).bodyText().contains("Put it right");

        when(members.signedIn()).thenReturn(Optional.empty());
        assertThat(notice.forWhoIsSignedIn(Locale.ENGLISH)).isEmpty();
        assertThat(mvc.get().uri("/").exchange()).bodyText().doesNotContain("Put it right");
    }

    private void endsUnpaid() {
        sql.sql("""
                update contributions.contribution
                   set state = 'ended', ended_at = :at, end_reason = 'unpaid', past_due_since = null, attempts = null,
                       next_attempt_at = null, next_charge_at = null
                 where promise_id = :promise
                """)
                .param("at", REFUSED.plus(Duration.ofDays(21)).atOffset(ZoneOffset.UTC))
                .param("promise", promise.id())
                .update();
    }

    private void lookOn(int day) {
        new Overdues(
                        store,
                        promises,
                        contributions,
                        letters,
                        payments,
                        repairs,
                        publication,
                        transaction,
                        Clock.fixed(REFUSED.plus(Duration.ofDays(day)), ZoneOffset.UTC))
                .look();
    }

    private void refusedFor(String code) {
        when(repairs.refusals(any())).thenReturn(List.of(new Refusal(owed, Money.of(500, "EUR"), code)));
    }

    /** Newest first. */
    private List<LocalMail> letters(int count) {
        Awaitility.await("letters").atMost(Duration.ofSeconds(60)).until(() -> found().size() >= count);
        assertThat(found()).hasSize(count);
        return found();
    }

    private List<LocalMail> found() {
        return mails.newest(200).stream()
                .filter(each -> each.to().contains(address.value()))
                .filter(each -> !each.subject().contains("receipt"))
                .toList();
    }

    private void say(PaymentEvent event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    private Promise promised() {
        var key = Token.random().value();
        var gift = new Gift(
                Frequency.MONTHLY,
                Money.of(500, "EUR"),
                Money.of(0, "EUR"),
                address,
                "Elif",
                Locale.ENGLISH,
                null,
                null);
        promises.keep(
                key,
                1,
                gift,
                LocalDate.ofInstant(NOVEMBER, ZoneOffset.UTC),
                "€5 today, then €5 on the 23rd of each month.",
                Token.random().hash(),
                Token.random().hash(),
                NOVEMBER);
        return promises.latest(key, gift.contentHash()).orElseThrow();
    }
}
