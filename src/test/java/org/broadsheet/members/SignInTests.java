package org.broadsheet.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.broadsheet.privacy.Token;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SignInTests extends SignInScene {
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
            background.awaitQuiet();
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
            background.awaitQuiet();
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
                    .contains("Enter an e-mail address", "aria-invalid=\"true\"", "<title>Error: Sign in")
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
}
