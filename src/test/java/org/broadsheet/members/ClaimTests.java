package org.broadsheet.members;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClaimTests extends SignInScene {
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
}
