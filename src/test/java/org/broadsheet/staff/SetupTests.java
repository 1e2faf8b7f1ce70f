package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.broadsheet.TestParts;
import org.broadsheet.privacy.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The way in of a newsroom in production. */
@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
@Import(StaffTables.class)
class SetupTests {
    @Autowired
    MockMvcTester mvc;

    @Autowired
    Staff staff;

    @Autowired
    StaffStore people;

    @Autowired
    SetupLinks links;

    @Autowired
    RecoveryCodes codes;

    @Autowired
    StaffTables tables;

    @Autowired
    JdbcClient sql;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void the_link_leads_to_a_passkey_and_no_further() {
        var dagny = new Visitor(mvc, "10.0.0.9");
        var begun = dagny.post(link(), "name", "Dagny Falk", "email", "dagny@meridian.example");

        assertThat(begun).hasStatus(HttpStatus.FOUND).hasRedirectedUrl("/desk/setup/passkey");
        assertThat(dagny.get("/desk/setup/passkey")).hasStatusOk().bodyText().contains("data-passkey=\"register\"");
        for (var path : new String[] {"/desk", "/desk/you", "/desk/you/codes", "/desk/articles", "/account"}) {
            assertThat(dagny.get(path)).as(path).hasRedirectedUrl("/desk/setup/passkey");
        }
    }

    @Test
    void looking_at_the_link_signs_nobody_in() {
        var visitor = new Visitor(mvc, "10.0.0.9");

        assertThat(visitor.get(link())).hasStatusOk();
        assertThat(visitor.hasSession()).isFalse();
        assertThat(people.firstActiveOwner()).isEmpty();
    }

    @Test
    void a_set_up_that_was_broken_off_goes_on_with_the_same_link() {
        var link = link();
        begin(link, "Dagny", "dagny@meridian.example");
        var typo = people.firstActiveOwner().orElseThrow();

        assertThat(mvc.get().uri(link)).hasStatusOk();
        assertThat(begin(link, "Dagny Falk", "dagny.falk@meridian.example")).hasStatus(HttpStatus.FOUND);

        assertThat(people.find(typo.id())).as("who began with it before").isEmpty();
        assertThat(people.firstActiveOwner())
                .get()
                .extracting(StaffMember::name)
                .isEqualTo("Dagny Falk");
    }

    @Test
    void once_its_owner_has_a_passkey_it_opens_nothing() {
        var link = link();
        begin(link, "Dagny Falk", "dagny@meridian.example");
        var owner = people.firstActiveOwner().orElseThrow().id();
        people.markReady(owner, Instant.now());
        links.useUp(owner);

        assertNothingThere(link);
        assertNothingThere(link());
    }

    @Test
    void a_newer_link_ends_the_one_before() {
        var old = link();
        var current = link();

        assertNothingThere(old);
        assertThat(mvc.get().uri(current)).hasStatusOk();
    }

    @Test
    void after_a_day_it_opens_nothing() {
        var link = link();
        tables.asOwner()
                .sql("update staff.setup_link set expires_at = now() - interval '1 second'")
                .update();

        assertNothingThere(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "..", "passkey/x"})
    void a_link_that_was_never_given_looks_like_no_address_at_all(String token) {
        assertThat(mvc.get().uri("/desk/setup/" + token))
                .satisfies(
                        answer -> assertThat(answer.getResponse().getStatus()).isIn(400, 404));
    }

    @Test
    void wrong_input_is_said_beside_the_field_and_makes_nobody() {
        assertThat(begin(link(), " ", "no address"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("Enter your name", "Enter an e-mail address", "no address");
        assertThat(people.firstActiveOwner()).isEmpty();
    }

    @Test
    void outside_local_mode_nothing_but_a_passkey_opens_the_desk() {
        var link = link();

        assertThat(mvc.get().uri(link)).bodyText().doesNotContain("/visit");
        assertThat(new Visitor(mvc, "10.0.0.9").post(link + "/visit")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(people.firstActiveOwner()).isEmpty();
        for (var path : new String[] {"/login", "/login/ott", "/logout", "/webauthn/register", "/login/webauthn"}) {
            assertThat(mvc.get().uri(path).exchange().getResponse().getStatus())
                    .as(path)
                    .isIn(302, 404, 405);
            assertThat(mvc.get().uri(path)).bodyText().doesNotContain("password", "Please sign in");
        }
    }

    @Test
    void the_token_is_stored_as_a_hash() {
        var token = link().replaceAll(".*/", "");

        assertThat(sql.sql("select l::text from staff.setup_link l")
                        .query(String.class)
                        .list())
                .hasSize(1)
                .allMatch(row -> !row.contains(token));
        assertThat(Token.find(token)).isPresent();
    }

    @Test
    void nobody_finds_the_desk_open() {
        for (var path :
                new String[] {"/desk", "/desk/articles", "/desk/ledger", "/desk/you", "/desk/staff", "/desk/x"}) {
            assertThat(mvc.get().uri(path)).as(path).hasRedirectedUrl("/desk/sign-in");
        }
        assertThat(mvc.get().uri("/ru/desk")).hasRedirectedUrl("/ru/desk/sign-in");
        assertThat(mvc.get().uri("/desk/sign-in")).hasStatusOk().bodyText().contains("data-passkey=\"sign-in\"");
        assertThat(mvc.get().uri("/ru/desk/sign-in")).hasStatusOk().bodyText().contains("Вход в редакцию");
    }

    @Test
    void a_recovery_code_leads_to_a_passkey_and_no_further() {
        var code = codes.renew(tables.add("Dagny", Role.OWNER)).getFirst().shown();

        var dagny = new Visitor(mvc, "10.0.0.1");
        assertThat(dagny.post("/desk/recover", "code", code)).hasRedirectedUrl("/desk/setup/passkey");
        assertThat(dagny.get("/desk")).hasRedirectedUrl("/desk/setup/passkey");
        assertThat(recover(code, "10.0.0.1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void the_sixth_try_within_ten_minutes_is_refused_even_with_the_right_code() {
        var code = codes.renew(tables.add("Dagny", Role.OWNER)).getFirst().shown();

        for (int i = 0; i < RecoveryTries.MOST; i++) {
            assertThat(recover("0000-0000-0000-000" + i, "10.0.0.2")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        assertThat(recover(code, "10.0.0.2")).hasStatus(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(recover(code, "10.0.0.3")).hasRedirectedUrl("/desk/setup/passkey");
        assertThat(RecoveryTries.WINDOW).isEqualTo(Duration.ofMinutes(10));
    }

    private void assertNothingThere(String link) {
        assertThat(mvc.get().uri(link)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(begin(link, "Eve", "eve@example.org")).hasStatus(HttpStatus.NOT_FOUND);
    }

    private String link() {
        return staff.newSetupLink().getPath();
    }

    private MvcTestResult begin(String link, String name, String email) {
        return new Visitor(mvc, "10.0.0.9").post(link, "name", name, "email", email);
    }

    private MvcTestResult recover(String code, String machine) {
        return new Visitor(mvc, machine).post("/desk/recover", "code", code);
    }
}
