package org.broadsheet.members;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.broadsheet.privacy.EmailAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignedInTests extends SignInScene {
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
}
