package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.broadsheet.TestParts;
import org.broadsheet.local.LocalMail;
import org.broadsheet.local.MailFolder;
import org.broadsheet.mail.Mailroom;
import org.broadsheet.members.Claim;
import org.broadsheet.members.Member;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.money.Money;
import org.broadsheet.payments.Card;
import org.broadsheet.payments.PaymentEvent;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.Repairs;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestParts.class)
class NoticeTests {
    private static final Instant BEGUN = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant NEXT_YEAR = Instant.parse("2027-11-23T09:00:00Z");
    private static int people;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    NoticeStore store;

    @Autowired
    PromiseStore promises;

    @Autowired
    ContributionStore contributions;

    @Autowired
    ManageLinks links;

    @Autowired
    Mailroom mailroom;

    @Autowired
    Publication publication;

    @Autowired
    Texts texts;

    @Autowired
    MailFolder mails;

    @MockitoBean
    Members members;

    @MockitoBean
    Payments payments;

    @MockitoBean
    Repairs repairs;

    private final MemberId elif = new MemberId(UUID.randomUUID());
    private final EmailAddress address = new EmailAddress("notice" + ++people + "@example.org");

    @BeforeEach
    void elif_has_no_card_that_runs_out() {
        when(members.memberFor(any(), any(), any())).thenReturn(elif);
        when(members.find(eq(elif)))
                .thenReturn(Optional.of(new Member(elif, address, "Elif", Locale.ENGLISH, true, BEGUN)));
        when(members.inviteToClaim(any(), any())).thenReturn(new Claim(Token.random(), "ABCD-EFGH"));
        when(payments.of(any())).thenReturn(List.of());
        when(payments.underWay(any())).thenReturn(List.of());
        when(repairs.card(any())).thenReturn(Optional.empty());
        when(repairs.expiring(any(), any())).thenReturn(List.of());
    }

    @Test
    void a_yearly_charge_is_told_of_two_weeks_before_once_and_can_be_stopped_from_the_mail() {
        gives(Frequency.ANNUAL, Locale.ENGLISH);

        lookAt(NEXT_YEAR.minus(Duration.ofDays(15)));
        assertThat(found()).isEmpty();
        lookAt(NEXT_YEAR.minus(Duration.ofDays(14)));
        lookAt(NEXT_YEAR.minus(Duration.ofDays(13)));
        lookAt(NEXT_YEAR.minus(Duration.ofHours(1)));

        var letter = letters(1).getFirst();
        assertThat(letter.subject()).isEqualTo("About the payment on November 23, 2027");
        assertThat(letter.text()).contains("On November 23, 2027 we take €5").contains("/manage/");
        assertThat(letter.html()).contains("Stop it here, without signing in");
    }

    @Test
    void a_monthly_charge_is_not_told_of() {
        gives(Frequency.MONTHLY, Locale.ENGLISH);
        lookAt(NEXT_YEAR.minus(Duration.ofDays(3)));

        assertThat(found()).isEmpty();
    }

    @Test
    void a_card_that_runs_out_is_told_of_thirty_and_seven_days_before_each_once() {
        var promise = gives(Frequency.MONTHLY, Locale.of("ru"));
        var lastDay = LocalDate.of(2027, 3, 31);
        when(repairs.expiring(any(), any())).thenReturn(List.of(new Card(promise.id(), "Visa 4242", lastDay)));

        for (int before = 30; before >= 0; before--) {
            lookAt(lastDay.minusDays(before).atTime(9, 0).toInstant(ZoneOffset.UTC));
        }

        var sent = letters(2);
        assertThat(sent).extracting(LocalMail::subject).allMatch(each -> each.startsWith("О вашей карте"));
        assertThat(sent.getFirst().text())
                .contains("Visa 4242")
                .contains("31 марта 2027")
                .contains("/ru/account/support/")
                .contains("/card");
    }

    private void lookAt(Instant now) {
        new Notices(
                        store,
                        promises,
                        contributions,
                        links,
                        repairs,
                        members,
                        mailroom,
                        publication,
                        texts,
                        transaction,
                        Clock.fixed(now, ZoneOffset.UTC))
                .look();
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
                .filter(each -> each.files().isEmpty())
                .toList();
    }

    private Promise gives(Frequency frequency, Locale language) {
        var key = Token.random().value();
        var gift = new Gift(frequency, Money.of(500, "EUR"), Money.of(0, "EUR"), address, "Elif", language, null, null);
        promises.keep(
                key,
                1,
                gift,
                LocalDate.ofInstant(BEGUN, ZoneOffset.UTC),
                "€5 today, then €5 again.",
                Token.random().hash(),
                Token.random().hash(),
                BEGUN);
        var promise = promises.latest(key, gift.contentHash()).orElseThrow();
        PaymentEvent settled =
                new PaymentSettled(promise.id(), UUID.randomUUID(), promise.total(), BEGUN, true, NEXT_YEAR);
        transaction.executeWithoutResult(status -> events.publishEvent(settled));
        return promise;
    }
}
