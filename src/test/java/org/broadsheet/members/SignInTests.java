package org.broadsheet.members;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.broadsheet.TestParts;
import org.broadsheet.local.LocalMail;
import org.broadsheet.local.MailFolder;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
class SignInTests {
    private static final Pattern LINK = Pattern.compile("http://localhost:8080((?:/ru)?/sign-in/[A-Za-z0-9_-]{43})");
    private static final Pattern CODE = Pattern.compile("(?m)^ +([2-9A-Z]{4}-[2-9A-Z]{4})\\s*$");
    private static final String SESSION = "session-8080";
    private static int people;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Members members;

    @Autowired
    MailFolder mails;

    @Autowired
    JdbcClient sql;

    EmailAddress marta;
    MemberId martasId;
    Browser laptop;

    @BeforeEach
    void someone_with_an_account() {
        marta = new EmailAddress("marta" + ++people + "@example.org");
        martasId = members.memberFor(marta, "Marta", Locale.ENGLISH);
        laptop = new Browser(mvc);
    }

    @Nested
    class When_a_member_asks_for_a_link {

        @Test
        void the_mail_has_link_and_code_and_says_how_long_they_hold() {
            laptop.post("/sign-in", "email", marta.value().toUpperCase(Locale.ROOT));
            var mail = mailTo(marta);
            assertThat(mail.subject()).contains("sign-in link");
            assertThat(mail.text()).containsPattern(LINK).containsPattern(CODE).contains("ten minutes", "ignore");
            assertThat(mail.html()).containsPattern(LINK).contains("<style>", "max-width: 600px");
        }

        @Test
        void the_mail_speaks_the_language_of_the_page() {
            laptop.post("/ru/sign-in", "email", marta.value());
            var mail = mailTo(marta);
            assertThat(mail.subject()).contains("Ссылка для входа");
            assertThat(linkIn(mail)).startsWith("/ru/sign-in/");
        }

        @Test
        void looking_at_the_link_uses_nothing_up() {
            var link = linkFor(laptop);
            for (int i = 0; i < 5; i++) {
                assertThat(new Browser(mvc).get(link)).hasStatusOk();
                assertThat(laptop.get(link)).hasStatusOk().bodyText().contains("One press");
            }
            assertThat(laptop.cookie(SESSION)).isNull();
            assertThat(laptop.post(link)).hasStatus3xxRedirection();
            assertThat(laptop.get("/account")).hasStatusOk().bodyText().contains(marta.value(), "Hello, Marta");
            assertThat(members.find(martasId).orElseThrow().claimed()).isTrue();
        }

        @Test
        void the_link_signs_in_once() {
            var link = linkFor(laptop);
            var copy = laptop.copy();
            assertThat(laptop.post(link)).hasStatus3xxRedirection();
            assertThat(copy.post(link)).hasStatus(410).bodyText().contains("no longer works");
            assertThat(copy.get(link)).hasStatus(410);
            assertThat(copy.cookie(SESSION)).isNull();
        }

        @Test
        void twenty_presses_at_once_make_one_session() throws Exception {
            var link = linkFor(laptop);
            var presses = new ArrayList<Callable<MvcTestResult>>();
            for (int i = 0; i < 20; i++) {
                var copy = laptop.copy();
                presses.add(() -> copy.post(link));
            }
            int in = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(presses)) {
                    in += answer.get().getResponse().getStatus() == 302 ? 1 : 0;
                }
            }
            assertThat(in).isEqualTo(1);
            assertThat(sessionsOf(martasId)).isEqualTo(1);
        }

        @Test
        void in_another_browser_the_link_needs_its_code() {
            laptop.post("/sign-in", "email", marta.value());
            var mail = mailTo(marta);
            var phone = new Browser(mvc);
            assertThat(phone.get(linkIn(mail))).hasStatusOk().bodyText().contains("another browser");
            assertThat(phone.post(linkIn(mail))).hasStatus(422);
            assertThat(phone.post(linkIn(mail), "code", "2222-2222")).hasStatus(422);
            assertThat(phone.cookie(SESSION)).isNull();
            assertThat(phone.post(linkIn(mail), "code", codeIn(mail))).hasStatus3xxRedirection();
            assertThat(phone.get("/account")).hasStatusOk();
        }

        @Test
        void the_code_alone_signs_in_where_it_was_asked_for() {
            laptop.post("/sign-in", "email", marta.value());
            var code = codeIn(mailTo(marta));
            assertThat(new Browser(mvc).post("/sign-in/code", "code", code)).hasStatus(422);
            assertThat(laptop.post(
                            "/sign-in/code",
                            "code",
                            code.toLowerCase(Locale.ROOT).replace("-", " ")))
                    .hasStatus3xxRedirection();
            assertThat(laptop.get("/account")).hasStatusOk();
        }

        @Test
        void the_code_dies_after_five_tries() {
            laptop.post("/sign-in", "email", marta.value());
            var mail = mailTo(marta);
            for (int i = 0; i < 5; i++) {
                assertThat(laptop.post("/sign-in/code", "code", "2222-2222")).hasStatus(422);
            }
            assertThat(laptop.post("/sign-in/code", "code", codeIn(mail))).hasStatus(422);
            assertThat(new Browser(mvc).post(linkIn(mail), "code", codeIn(mail)))
                    .hasStatus(422);
            assertThat(laptop.cookie(SESSION)).isNull();
        }

        @Test
        void guesses_at_the_same_moment_count_too() throws Exception {
            laptop.post("/sign-in", "email", marta.value());
            mailTo(marta);
            var guesses = new ArrayList<Callable<MvcTestResult>>();
            for (int i = 0; i < 20; i++) {
                var copy = laptop.copy();
                guesses.add(() -> copy.post("/sign-in/code", "code", "2222-2222"));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(guesses);
            }
            assertThat(sql.sql("select max(attempts) from members.sign_in where member_id = :id")
                            .param("id", martasId.value())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(5);
        }

        @Test
        void after_ten_minutes_neither_link_nor_code_opens() {
            laptop.post("/sign-in", "email", marta.value());
            var mail = mailTo(marta);
            sql.sql("""
                    update members.sign_in
                       set asked_at = asked_at - interval '10 minutes 1 second',
                           expires_at = expires_at - interval '10 minutes 1 second'
                     where member_id = :id
                    """).param("id", martasId.value()).update();
            assertThat(laptop.get(linkIn(mail))).hasStatus(410);
            assertThat(laptop.post(linkIn(mail))).hasStatus(410);
            assertThat(laptop.post("/sign-in/code", "code", codeIn(mail))).hasStatus(422);
        }

        @Test
        void a_link_that_is_cut_short_shows_the_same_page() throws Exception {
            var link = linkFor(laptop);
            laptop.post(link);
            var stranger = new Browser(mvc);
            var used = stranger.get(link);
            var cut = stranger.get(link.substring(0, link.length() - 1));
            var invented = stranger.get("/sign-in/" + Token.random().value());
            assertThat(cut.getResponse().getContentAsString())
                    .isEqualTo(used.getResponse().getContentAsString())
                    .isEqualTo(invented.getResponse().getContentAsString());
            assertThat(List.of(used, cut, invented))
                    .allSatisfy(each -> assertThat(each).hasStatus(410));
        }

        @Test
        void an_older_mail_opens_nothing_once_somebody_is_in() {
            laptop.post("/sign-in", "email", marta.value());
            var older = mailTo(marta);
            laptop.post("/sign-in", "email", marta.value());
            var newer = mailAfter(older);
            assertThat(laptop.copy().post(linkIn(newer))).hasStatus3xxRedirection();
            assertThat(laptop.post(linkIn(older))).hasStatus(410);
        }

        @Test
        void only_five_mails_an_hour_go_to_one_address_and_the_answer_stays_the_same() throws Exception {
            for (int i = 0; i < 8; i++) {
                assertThat(laptop.post("/sign-in", "email", marta.value())).hasStatus(302);
            }
            mailTo(marta);
            Thread.sleep(1500);
            assertThat(mails.newest(500))
                    .filteredOn(each -> each.to().equals(marta.value()))
                    .hasSize(5);
        }

        @Test
        void one_machine_asks_twenty_times_an_hour() {
            for (int i = 0; i < 20; i++) {
                assertThat(laptop.post("/sign-in", "email", "somebody" + i + "@example.org"))
                        .hasStatus(302);
            }
            assertThat(laptop.post("/sign-in", "email", "somebody@example.org")).hasStatus(429);
            assertThat(new Browser(mvc).post("/sign-in", "email", "somebody@example.org"))
                    .hasStatus(302);
        }
    }

    @Nested
    class When_nobody_has_that_address {

        @Test
        void the_answer_is_the_same_to_the_byte() throws Exception {
            laptop.post("/sign-in", "email", "warm-up@example.org");
            var known = laptop.post("/sign-in", "email", marta.value()).getResponse();
            var unknown =
                    laptop.post("/sign-in", "email", "nobody-here@example.org").getResponse();
            assertThat(unknown.getStatus()).isEqualTo(known.getStatus());
            assertThat(unknown.getContentAsByteArray()).isEqualTo(known.getContentAsByteArray());
            assertThat(headers(unknown)).isEqualTo(headers(known));

            var wrongForKnown =
                    laptop.post("/sign-in/code", "code", "2222-2222").getResponse();
            var stranger = new Browser(mvc);
            stranger.post("/sign-in", "email", "nobody-here@example.org");
            var wrongForUnknown =
                    stranger.post("/sign-in/code", "code", "2222-2222").getResponse();
            assertThat(wrongForUnknown.getStatus()).isEqualTo(wrongForKnown.getStatus());
            assertThat(withoutToken(wrongForUnknown)).isEqualTo(withoutToken(wrongForKnown));
        }

        @Test
        void nobody_gets_a_mail_or_an_account() throws Exception {
            laptop.post("/sign-in", "email", "nobody-at-all@example.org");
            Thread.sleep(1000);
            assertThat(mails.newest(500)).noneMatch(each -> each.to().equals("nobody-at-all@example.org"));
            assertThat(sql.sql(
                                    "select count(*) from members.sign_in where member_id is null and token_hash is not null")
                            .query(Long.class)
                            .single())
                    .isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "nobody",
                    "nobody@",
                    "@example.org",
                    "a@b",
                    "a b@example.org",
                    "a@example.org\u0000",
                    "a@example.org\r\nBcc: b@example.org",
                    "\u202emoc.elpmaxe@a",
                    "'; drop table members.member; --",
                    "a@example..org",
                    "<script>@example.org"
                })
        void what_is_no_address_is_said_beside_the_field(String typed) {
            assertThat(laptop.post("/sign-in", "email", typed))
                    .hasStatus(422)
                    .bodyText()
                    .contains("Enter an e-mail address", "aria-invalid=\"true\"")
                    .doesNotContain("<script>@");
        }

        @Test
        void a_field_that_is_missing_or_endless_breaks_nothing() {
            assertThat(laptop.post("/sign-in")).hasStatus(422);
            assertThat(laptop.post("/sign-in", "email", "a".repeat(10_000) + "@example.org"))
                    .hasStatus(422);
            assertThat(laptop.post("/sign-in/code")).hasStatus(422);
            assertThat(laptop.post("/sign-in/code", "code", "\u0000".repeat(8))).hasStatus(422);
        }

        @Test
        void fields_that_the_form_does_not_have_change_nothing() {
            assertThat(laptop.post(
                            "/sign-in",
                            "email",
                            "extra@example.org",
                            "role",
                            "OWNER",
                            "verified",
                            "true",
                            "claimed",
                            "true"))
                    .hasStatus(302);
            assertThat(sql.sql("select count(*) from members.member where claimed_at is not null and member_id = :id")
                            .param("id", martasId.value())
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Nested
    class When_a_member_is_in {

        @Test
        void they_come_back_to_where_they_were() {
            laptop.post("/sign-in", "email", marta.value(), "to", "/account/security");
            assertThat(laptop.post(linkIn(mailTo(marta)))).hasRedirectedUrl("/account/security");
        }

        @Test
        void nobody_is_led_elsewhere() {
            laptop.post("/sign-in", "email", marta.value(), "to", "//evil.example");
            assertThat(laptop.post(linkIn(mailTo(marta)))).hasRedirectedUrl("/account");
            assertThat(new Browser(mvc).get("/sign-in?to=//evil.example"))
                    .bodyText()
                    .doesNotContain("evil");
        }

        @Test
        void their_language_is_kept() {
            laptop.post("/ru/sign-in", "email", marta.value());
            assertThat(laptop.post(linkIn(mailTo(marta)))).hasRedirectedUrl("/ru/account");
            assertThat(laptop.get("/ru/account")).bodyText().contains("Здравствуйте, Marta");
        }

        @Test
        void a_session_that_was_there_before_is_not_theirs() {
            signIn(laptop);
            var before = laptop.cookie(SESSION);
            var other = new EmailAddress("other" + people + "@example.org");
            members.memberFor(other, null, Locale.ENGLISH);
            laptop.post("/sign-in", "email", other.value());
            laptop.post(linkIn(mailTo(other)));
            assertThat(laptop.cookie(SESSION).getValue()).isNotEqualTo(before.getValue());
            assertThat(replay(before)).hasStatus(302);
        }

        @Test
        void signing_out_ends_it_for_every_copy_of_the_cookie() {
            signIn(laptop);
            var cookie = laptop.cookie(SESSION);
            assertThat(laptop.post("/sign-out")).hasRedirectedUrl("/");
            assertThat(laptop.cookie(SESSION)).isNull();
            assertThat(replay(cookie)).hasStatus(302);
        }

        @Test
        void signing_out_everywhere_reaches_the_other_browsers() {
            signIn(laptop);
            var phone = new Browser(mvc);
            signIn(phone);
            assertThat(laptop.get("/account/security"))
                    .bodyText()
                    .contains("This browser")
                    .satisfies(text -> assertThat(text.split("Last seen", -1)).hasSize(3));
            laptop.post("/account/security/sign-outs");
            assertThat(phone.get("/account")).hasStatus(302);
            assertThat(laptop.get("/account")).hasStatus(302);
        }

        @Test
        void an_account_that_is_closed_is_shut_at_once() {
            signIn(laptop);
            sql.sql("update members.member set state = 'closed' where member_id = :id")
                    .param("id", martasId.value())
                    .update();
            assertThat(laptop.get("/account")).hasStatus(302);
            laptop.post("/sign-in", "email", marta.value());
            assertThat(sessionsOf(martasId)).isZero();
        }

        @Test
        void the_cookie_is_theirs_alone_and_says_nothing() {
            signIn(laptop);
            var cookie = laptop.cookie(SESSION);
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
            assertThat(cookie.getPath()).isEqualTo("/");
            assertThat(cookie.getMaxAge()).isEqualTo(90 * 24 * 3600);
        }

        @Test
        void an_id_out_of_a_stolen_database_opens_nothing() {
            signIn(laptop);
            var id = sql.sql("select session_id from public.spring_session where principal_name = :name")
                    .param("name", martasId.value().toString())
                    .query(String.class)
                    .single();
            assertThat(replay(new Cookie(SESSION, id))).hasStatus(302);
            var encoded = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes());
            assertThat(replay(new Cookie(SESSION, encoded + "." + encoded))).hasStatus(302);
        }

        @Test
        void the_database_keeps_a_line_of_text_and_no_java() {
            signIn(laptop);
            assertThat(attributes()).containsExactlyInAnyOrder(martasId.value().toString(), who("READER"));
        }

        @Test
        void a_session_that_cannot_be_read_signs_out_and_breaks_nothing() {
            signIn(laptop);
            sql.sql("""
                    update public.spring_session_attributes
                       set attribute_bytes = decode('aced0005737200', 'hex')
                     where session_primary_id in (select primary_id
                                                    from public.spring_session
                                                   where principal_name = :name)
                    """).param("name", martasId.value().toString()).update();
            assertThat(laptop.get("/account")).hasStatus(302);
        }

        @Test
        void after_ninety_days_it_ends_however_often_they_came() {
            signIn(laptop);
            var old = "1 " + martasId.value() + " READER "
                    + Instant.now().minus(java.time.Duration.ofDays(90)).getEpochSecond();
            sql.sql("""
                    update public.spring_session_attributes
                       set attribute_bytes = convert_to(:who, 'UTF8')
                     where attribute_name = 'who'
                       and session_primary_id in (select primary_id
                                                    from public.spring_session
                                                   where principal_name = :name)
                    """)
                    .param("who", old)
                    .param("name", martasId.value().toString())
                    .update();
            assertThat(laptop.get("/account")).hasStatus(302);
        }

        @Test
        void after_fourteen_idle_days_it_ends() {
            signIn(laptop);
            assertThat(sql.sql("select max_inactive_interval from public.spring_session where principal_name = :name")
                            .param("name", martasId.value().toString())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(14 * 24 * 3600);
        }

        @Test
        void what_they_see_is_kept_by_nobody() {
            signIn(laptop);
            assertThat(laptop.get("/account")).headers().hasValue("Cache-Control", "no-store");
        }

        private List<String> attributes() {
            return sql.sql("""
                    select convert_from(attribute_bytes, 'UTF8')
                      from public.spring_session_attributes
                      join public.spring_session on primary_id = session_primary_id
                     where principal_name = :name
                    """)
                    .param("name", martasId.value().toString())
                    .query(String.class)
                    .list();
        }

        private String who(String kind) {
            return attributes().stream()
                    .filter(each -> each.matches("1 " + martasId.value() + " " + kind + " \\d{10}"))
                    .findFirst()
                    .orElse("nobody");
        }
    }

    @Nested
    class When_a_gift_made_the_account {
        private final Token payer = Token.random();

        @Test
        void its_link_shows_nothing_personal_and_signs_nobody_in() {
            var claim = members.inviteToClaim(martasId, payer.hash());
            assertThat(new Browser(mvc).get("/claim/" + claim.token().value()))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("arta", "example.org", "***", claim.code(), "name=\"code\"");
            assertThat(members.find(martasId).orElseThrow().claimed()).isFalse();
        }

        @Test
        void its_button_writes_to_the_address_on_record_in_its_language() {
            var olga = new EmailAddress("olga" + people + "@example.org");
            var claim = members.inviteToClaim(members.memberFor(olga, null, Locale.of("ru")), null);
            assertThat(laptop.post("/claim/" + claim.token().value(), "email", "evil@example.org"))
                    .hasRedirectedUrl("/sign-in/sent");
            var mail = mailTo(olga);
            assertThat(mail.subject()).contains("Ссылка для входа");
            assertThat(laptop.post(linkIn(mail))).hasRedirectedUrl("/ru/account");
        }

        @Test
        void an_invented_claim_gets_the_same_answer_and_no_mail() throws Exception {
            laptop.post("/claim/" + Token.random().value());
            var real = laptop.post("/claim/"
                            + members.inviteToClaim(martasId, null).token().value())
                    .getResponse();
            var invented = laptop.post("/claim/" + Token.random().value()).getResponse();
            assertThat(invented.getStatus()).isEqualTo(real.getStatus());
            assertThat(headers(invented)).isEqualTo(headers(real));
        }

        @Test
        void the_browser_that_paid_may_claim_with_the_code() {
            var claim = members.inviteToClaim(martasId, payer.hash());
            laptop.put(new Cookie("payer-8080", payer.value()));
            assertThat(laptop.get("/claim/" + claim.token().value())).bodyText().contains("name=\"code\"");
            assertThat(laptop.post("/claim/" + claim.token().value() + "/code", "code", "2222-2222"))
                    .hasStatus(422);
            assertThat(laptop.post("/claim/" + claim.token().value() + "/code", "code", claim.code()))
                    .hasRedirectedUrl("/account");
            assertThat(laptop.get("/account")).hasStatusOk();
            assertThat(members.find(martasId).orElseThrow().claimed()).isTrue();
            assertThat(laptop.copy().post("/claim/" + claim.token().value() + "/code", "code", claim.code()))
                    .hasStatus(422);
        }

        @Test
        void no_other_browser_may() {
            var claim = members.inviteToClaim(martasId, payer.hash());
            var stranger = new Browser(mvc);
            stranger.put(new Cookie("payer-8080", Token.random().value()));
            assertThat(stranger.post("/claim/" + claim.token().value() + "/code", "code", claim.code()))
                    .hasStatus(422);
            assertThat(new Browser(mvc).post("/claim/" + claim.token().value() + "/code", "code", claim.code()))
                    .hasStatus(422);
        }

        @Test
        void the_code_holds_ten_minutes_and_the_link_for_more_than_a_year() {
            var claim = members.inviteToClaim(martasId, payer.hash());
            laptop.put(new Cookie("payer-8080", payer.value()));
            sql.sql("""
                    update members.claim
                       set made_at = made_at - interval '400 days',
                           code_expires_at = code_expires_at - interval '400 days',
                           expires_at = expires_at - interval '400 days'
                     where member_id = :id
                    """).param("id", martasId.value()).update();
            assertThat(laptop.post("/claim/" + claim.token().value() + "/code", "code", claim.code()))
                    .hasStatus(422);
            laptop.post("/claim/" + claim.token().value());
            assertThat(laptop.post(linkIn(mailTo(marta)))).hasStatus3xxRedirection();
        }

        @Test
        void the_code_dies_after_five_tries() {
            var claim = members.inviteToClaim(martasId, payer.hash());
            laptop.put(new Cookie("payer-8080", payer.value()));
            for (int i = 0; i < 5; i++) {
                laptop.post("/claim/" + claim.token().value() + "/code", "code", "2222-2222");
            }
            assertThat(laptop.post("/claim/" + claim.token().value() + "/code", "code", claim.code()))
                    .hasStatus(422);
        }
    }

    @Nested
    class When_a_module_asks_for_an_account {

        @Test
        void an_address_has_one_whatever_its_case() {
            assertThat(members.memberFor(new EmailAddress("MARTA" + people + "@Example.org"), null, Locale.of("ru")))
                    .isEqualTo(martasId);
            assertThat(members.find(martasId).orElseThrow().language()).isEqualTo(Locale.ENGLISH);
        }

        @Test
        void twenty_gifts_at_once_make_one() throws Exception {
            var address = new EmailAddress("twenty" + people + "@example.org");
            var asks = new ArrayList<Callable<MemberId>>();
            for (int i = 0; i < 20; i++) {
                asks.add(() -> members.memberFor(address, "T", Locale.ENGLISH));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var ids = new ArrayList<MemberId>();
                for (var answer : threads.invokeAll(asks)) {
                    ids.add(answer.get());
                }
                assertThat(ids).containsOnly(ids.getFirst());
            }
        }

        @Test
        void a_stranger_who_pays_in_somebodys_name_does_not_rename_them() {
            signIn(laptop);
            members.memberFor(marta, "Mallory", Locale.ENGLISH);
            assertThat(members.find(martasId).orElseThrow().name()).isEqualTo("Marta");
        }

        @Test
        void nothing_readable_lies_in_the_table() {
            var row = sql.sql("select member::text from members.member where member_id = :id")
                    .param("id", martasId.value())
                    .query(String.class)
                    .single();
            assertThat(row).doesNotContainIgnoringCase("marta").doesNotContainIgnoringCase("example");
        }
    }

    private void signIn(Browser browser) {
        int before = mails.newest(500).size();
        browser.post("/sign-in", "email", marta.value());
        var mail = mailTo(marta, before);
        assertThat(browser.post(linkIn(mail))).hasStatus3xxRedirection();
    }

    private MvcTestResult replay(Cookie session) {
        var thief = new Browser(mvc);
        thief.put(session);
        return thief.get("/account");
    }

    private long sessionsOf(MemberId member) {
        return sql.sql("select count(*) from public.spring_session where principal_name = :name")
                .param("name", member.value().toString())
                .query(Long.class)
                .single();
    }

    private String linkFor(Browser browser) {
        browser.post("/sign-in", "email", marta.value());
        return linkIn(mailTo(marta));
    }

    private LocalMail mailTo(EmailAddress address) {
        return mailTo(address, 0);
    }

    /** The newest one to this address among those that came after the first {@code seen}. */
    private LocalMail mailTo(EmailAddress address, int seen) {
        return await(all -> all.subList(0, Math.max(0, all.size() - seen)).stream()
                .filter(each -> each.to().equals(address.value()))
                .findFirst());
    }

    private LocalMail mailAfter(LocalMail older) {
        return await(all -> all.stream()
                .filter(each -> each.to().equals(older.to()) && !each.id().equals(older.id()))
                .findFirst());
    }

    private LocalMail await(java.util.function.Function<List<LocalMail>, java.util.Optional<LocalMail>> choice) {
        var end = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(end)) {
            var found = choice.apply(mails.newest(500));
            if (found.isPresent()) {
                return found.get();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("No mail came");
    }

    private static String linkIn(LocalMail mail) {
        return first(LINK, mail.text());
    }

    private static String codeIn(LocalMail mail) {
        return first(CODE, mail.text());
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private static TreeMap<String, List<String>> headers(MockHttpServletResponse response) {
        var all = new TreeMap<String, List<String>>();
        response.getHeaderNames().forEach(name -> all.put(name, List.copyOf(response.getHeaders(name))));
        return all;
    }

    private static String withoutToken(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }
}
