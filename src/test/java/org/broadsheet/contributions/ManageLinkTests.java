package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

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
import org.broadsheet.FormToken;
import org.broadsheet.TestParts;
import org.broadsheet.contributions.papers.Papers;
import org.broadsheet.local.MailFolder;
import org.broadsheet.members.Claim;
import org.broadsheet.members.Member;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.members.SignedOutEverywhere;
import org.broadsheet.money.Money;
import org.broadsheet.payments.Asker;
import org.broadsheet.payments.OrderedCommand;
import org.broadsheet.payments.PaymentEvent.PaymentSettled;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.StripeCommand;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
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
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestParts.class)
class ManageLinkTests {
    private static final Instant NOVEMBER = Instant.parse("2026-11-23T09:00:00Z");
    private static final EmailAddress ELIF = new EmailAddress("elif@example.org");
    private static final String STOP = "Stop the payments";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PromiseStore promises;

    @Autowired
    Papers papers;

    @Autowired
    MailFolder mails;

    @Autowired
    JdbcClient sql;

    @MockitoBean
    Members members;

    @MockitoBean
    Payments payments;

    private final MemberId elif = new MemberId(UUID.randomUUID());
    private Promise promise;

    @BeforeEach
    void elif_gives_five_euros_a_month() {
        when(members.memberFor(any(), any(), any())).thenReturn(elif);
        livesAt(ELIF);
        when(members.inviteToClaim(any(), any())).thenReturn(new Claim(Token.random(), "ABCD-EFGH"));
        when(payments.of(any())).thenReturn(List.of());
        when(payments.underWay(any())).thenReturn(List.of());
        promise = promised();
    }

    @Test
    void the_receipt_brings_a_link_that_shows_the_gift_and_nobodys_name() {
        var link = receipt();

        assertThat(get(link))
                .hasStatusOk()
                .bodyText()
                .contains("You give €5 a month")
                .contains(STOP)
                .doesNotContainIgnoringCase("elif");
        assertThat(get(link))
                .headers()
                .hasValue("Cache-Control", "no-store")
                .hasValue("Referrer-Policy", "no-referrer");
        assertThat(get("/ru" + link)).bodyText().contains("Остановить");
    }

    @Test
    void looking_at_it_stops_nothing() {
        var link = receipt();
        get(link);
        assertThat(mvc.head().uri(link).exchange()).hasStatusOk();
        assertThat(get(link + "/cancellation").getResponse().getStatus()).isBetween(400, 499);

        verify(payments, never()).order(any(), any(), any());
    }

    @Test
    void one_button_stops_it_without_signing_in() {
        var link = receipt();

        assertThat(post(link + "/cancellation")).hasStatus(303).hasRedirectedUrl(link);

        verify(payments).order(promise.id(), new StripeCommand.StopAtPeriodEnd(), Asker.link(elif.value()));
    }

    @Test
    void a_stop_that_stripe_has_not_heard_of_yet_is_shown_as_noted_and_not_asked_twice() {
        var link = receipt();
        when(payments.underWay(promise.id()))
                .thenReturn(List.of(new OrderedCommand(
                        UUID.randomUUID(),
                        promise.id(),
                        new StripeCommand.StopAtPeriodEnd(),
                        OrderedCommand.State.QUEUED,
                        NOVEMBER,
                        Asker.link(elif.value()),
                        null,
                        null)));

        assertThat(get(link)).bodyText().contains("Your stop is noted").doesNotContain(STOP);
        post(link + "/cancellation");
        verify(payments, never()).order(any(), any(), any());
    }

    @Test
    void it_lives_for_sixty_days_whatever_comes_and_dies_with_the_second_next_receipt_after_that() {
        var first = receipt();
        var second = receipt();
        var third = receipt();
        assertThat(get(first)).hasStatusOk();

        sixtyDaysPass();
        assertThat(get(first)).hasStatus(404);
        assertThat(get(second)).hasStatusOk();
        assertThat(get(third)).hasStatusOk();
        post(first + "/cancellation");
        verify(payments, never()).order(any(), any(), any());
    }

    @Test
    void it_dies_when_its_owner_signs_out_everywhere() {
        var link = receipt();
        events.publishEvent(new SignedOutEverywhere(new MemberId(UUID.randomUUID())));
        assertThat(get(link)).hasStatusOk();

        events.publishEvent(new SignedOutEverywhere(elif));
        assertThat(get(link)).hasStatus(404);
    }

    @Test
    void it_dies_when_its_owner_has_another_address() {
        var link = receipt();
        livesAt(new EmailAddress("elif@elsewhere.example"));

        assertThat(get(link)).hasStatus(404);
        livesAt(ELIF);
        assertThat(get(link)).hasStatusOk();
    }

    @Test
    void a_link_that_is_over_looks_like_one_that_never_was() {
        var link = receipt();
        events.publishEvent(new SignedOutEverywhere(elif));
        var never = "/manage/" + Token.random().value();

        assertThat(withoutToken(get(link))).isEqualTo(withoutToken(get(never)));
        assertThat(get("/manage/what")).hasStatus(404);
    }

    @Test
    void no_token_is_kept_that_could_be_read() {
        var link = receipt();

        assertThat(sql.sql("select count(*) from contributions.manage_link where manage_link::text like :token")
                        .param("token", "%" + link.substring("/manage/".length()) + "%")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void livesAt(EmailAddress address) {
        when(members.find(eq(elif)))
                .thenReturn(Optional.of(new Member(elif, address, "Elif", Locale.ENGLISH, true, NOVEMBER)));
    }

    private void sixtyDaysPass() {
        sql.sql("update contributions.manage_link set made_at = made_at - interval '60 days' where member_id = :id")
                .param("id", elif.value())
                .update();
    }

    /** @return the address in the receipt's mail */
    private String receipt() {
        var payment = UUID.randomUUID();
        transaction.executeWithoutResult(status -> events.publishEvent(new PaymentSettled(
                promise.id(), payment, promise.total(), NOVEMBER, true, NOVEMBER.plus(Duration.ofDays(30)))));
        var number = papers.of(payment).orElseThrow().number().toString();
        var text = Awaitility.await("the receipt")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> mails.newest(20).stream()
                                .filter(each -> each.text().contains(number))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .text();
        clearInvocations(payments);
        var link = Pattern.compile("/manage/[A-Za-z0-9_-]{43}").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group();
    }

    private Promise promised() {
        var key = Token.random().value();
        var gift = new Gift(
                Frequency.MONTHLY, Money.of(500, "EUR"), Money.of(0, "EUR"), ELIF, "Elif", Locale.ENGLISH, null, null);
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

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).exchange();
    }

    private MvcTestResult post(String path) {
        return mvc.post().uri(path).with(FormToken.sent()).exchange();
    }

    private static String withoutToken(MvcTestResult answer) {
        try {
            return answer.getResponse().getStatus() + answer.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
