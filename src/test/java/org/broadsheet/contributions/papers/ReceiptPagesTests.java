package org.broadsheet.contributions.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.broadsheet.Background;
import org.broadsheet.TestParts;
import org.broadsheet.local.MailFolder;
import org.broadsheet.members.Member;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.MemberSessions;
import org.broadsheet.members.Members;
import org.broadsheet.money.Money;
import org.broadsheet.payments.GivenBack;
import org.broadsheet.privacy.EmailAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verapdf.pdfa.flavours.PDFAFlavour;

@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestParts.class)
class ReceiptPagesTests {
    @Autowired
    MockMvcTester mvc;

    @Autowired
    Papers papers;

    @Autowired
    StatementRun run;

    @Autowired
    Background background;

    @Autowired
    MailFolder mails;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @MockitoBean
    Members members;

    @MockitoBean
    GivenBack givenBack;

    private final MemberId elif = new MemberId(UUID.randomUUID());
    private final MemberId somebodyElse = new MemberId(UUID.randomUUID());

    @BeforeEach
    void elif_is_signed_in() {
        when(members.signedIn()).thenReturn(Optional.of(elif));
        when(members.find(elif))
                .thenReturn(Optional.of(new Member(
                        elif, new EmailAddress("elif@example.org"), "Elif", Locale.ENGLISH, true, Givers.NOVEMBER)));
    }

    @Test
    void she_finds_her_receipts_and_nobody_elses() {
        var hers = issued(elif, "2041-11-23T09:00:00Z");
        var another = issued(somebodyElse, "2041-11-24T09:00:00Z");

        assertThat(get("/account/receipts"))
                .bodyText()
                .contains(hers.number().toString())
                .contains("November 23, 2041")
                .contains("€5.33")
                .doesNotContain(another.number().toString());
        assertThat(get("/ru/account/receipts")).bodyText().contains("Ваши квитанции");
    }

    @Test
    void a_receipt_is_a_file_that_no_cache_keeps_and_no_other_site_reads() {
        var receipt = issued(elif, "2042-11-23T09:00:00Z");

        var answer = get("/account/receipts/" + receipt.number());
        assertThat(answer).hasStatusOk().hasContentType("application/pdf");
        assertThat(answer)
                .headers()
                .hasValue("Cache-Control", "no-store")
                .hasValue("Cross-Origin-Resource-Policy", "same-origin")
                .hasValue("Content-Disposition", "attachment; filename=\"receipt-" + receipt.number() + ".pdf\"");
        assertThat(answer.getResponse().getContentAsByteArray()).startsWith('%', 'P', 'D', 'F');
    }

    @Test
    void somebody_elses_receipt_looks_like_one_that_never_was() {
        var another = issued(somebodyElse, "2043-11-24T09:00:00Z");

        assertThat(get("/account/receipts/" + another.number())).hasStatus(404);
        assertThat(get("/account/receipts/2043-999999")).hasStatus(404);
        assertThat(get("/account/receipts/2043-1")).hasStatus(404);
        assertThat(get("/account/receipts/what")).hasStatus(404);
    }

    @Test
    void who_is_not_signed_in_is_asked_to() {
        var receipt = issued(elif, "2044-11-23T09:00:00Z");

        assertThat(mvc.get().uri("/account/receipts/" + receipt.number()).exchange())
                .hasStatus(302)
                .redirectedUrl()
                .startsWith("/sign-in");
    }

    @Nested
    class The_statement_of_a_year {

        @Test
        void counts_the_twelve_months_in_the_newsrooms_zone_net_of_what_was_given_back() throws Exception {
            var before = issued(elif, "2051-06-30T21:59:59Z");
            var first = issued(elif, "2051-06-30T22:00:00Z");
            var last = issued(elif, "2052-06-30T21:59:59Z");
            var after = issued(elif, "2052-06-30T22:00:00Z");
            var another = issued(somebodyElse, "2051-12-01T09:00:00Z");
            when(givenBack.of(any())).thenReturn(Map.of(last.payment(), Money.of(200, "EUR")));

            var answer = get("/account/receipts/statement?year=2051&month=7");
            assertThat(answer).hasStatusOk().hasContentType("application/pdf");
            assertThat(answer)
                    .headers()
                    .hasValue("Cache-Control", "no-store")
                    .hasValue("Cross-Origin-Resource-Policy", "same-origin")
                    .hasValue("Content-Disposition", "attachment; filename=\"statement-2051-07-01-2052-06-30.pdf\"");
            var pdf = answer.getResponse().getContentAsByteArray();
            assertThat(text(pdf))
                    .contains("July 1, 2051 to June 30, 2052")
                    .contains(first.number().toString(), last.number().toString())
                    .doesNotContain(before.number().toString(), after.number().toString())
                    .doesNotContain(another.number().toString())
                    .contains("€10.66")
                    .contains("€2.00")
                    .contains("What stayed €8.66");
            assertThat(Checker.faults(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
        }

        @Test
        void is_sent_to_each_supporter_once_by_finance_and_by_nobody_else() {
            issued(elif, "2055-03-01T09:00:00Z");
            issued(elif, "2055-04-01T09:00:00Z");

            assertThat(desk("/desk/statements?year=2055&month=1", "ROLE_EDITOR"))
                    .hasStatus(404);
            assertThat(desk("/desk/statements?year=2055&month=1", "ROLE_FINANCE"))
                    .bodyText()
                    .contains("Supporters who paid in this time: 1");
            var year = FiscalYear.find(2055, 1).orElseThrow();
            run.send(year);
            run.send(year);
            background.awaitQuiet();

            Awaitility.await("the statement")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(mails.newest(50))
                            .filteredOn(each -> each.subject().contains("January 1, 2055 to December 31, 2055"))
                            .singleElement()
                            .satisfies(mail -> {
                                assertThat(mail.to()).contains("elif@example.org");
                                assertThat(mail.files()).containsExactly("statement-2055-01-01-2055-12-31.pdf");
                            }));
        }

        private MvcTestResult desk(String path, String role) {
            return mvc.get()
                    .uri(path)
                    .with(user("staff").authorities(new SimpleGrantedAuthority(role)))
                    .exchange();
        }

        @Test
        void says_so_when_nothing_was_paid_and_is_no_page_for_what_is_no_month() throws Exception {
            assertThat(text(get("/ru/account/receipts/statement?year=2060&month=1")
                            .getResponse()
                            .getContentAsByteArray()))
                    .contains("ничего не оплачено");
            assertThat(get("/account/receipts/statement?year=2051&month=13")).hasStatus(404);
            assertThat(get("/account/receipts/statement?year=99999&month=1")).hasStatus(404);
            assertThat(get("/account/receipts/statement?year=x&month=1")).hasStatus(400);
        }

        private static String text(byte[] pdf) throws IOException {
            try (var document = Loader.loadPDF(pdf)) {
                return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
            }
        }
    }

    private Receipt issued(MemberId member, String paidAt) {
        var contribution = new Givers(sql).monthly(member);
        return transaction.execute(status -> papers.issue(Givers.draft(contribution, Instant.parse(paidAt))));
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .with(user("elif").authorities(new SimpleGrantedAuthority(MemberSessions.MEMBER)))
                .exchange();
    }
}
