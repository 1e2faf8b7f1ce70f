package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.Objects;
import org.broadsheet.TestParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The way in on a machine of one's own. */
@SpringBootTest(properties = "broadsheet.local=true")
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
@Import(StaffTables.class)
class LocalDeskTests {
    @Autowired
    MockMvcTester mvc;

    @Autowired
    Staff staff;

    @Autowired
    StaffStore people;

    @Autowired
    AuditTrail audit;

    @Autowired
    StaffTables tables;

    @Autowired
    JdbcClient sql;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void the_link_opens_the_desk_and_makes_its_owner_once() {
        var link = staff.newSetupLink().getPath();
        assertThat(mvc.get().uri(link)).hasStatusOk().bodyText().contains("Open the desk", link + "/visit");

        for (int i = 0; i < 2; i++) {
            var visit = mvc.post().uri(link + "/visit").with(csrf()).exchange();
            assertThat(visit).hasRedirectedUrl("/desk");
            var session = Objects.requireNonNull(visit.getResponse().getCookie("session-8080"));
            assertThat(mvc.get().uri("/desk/you").cookie(session))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Owner", "/desk/sign-out", "aria-current");
        }
        assertThat(sql.sql("select count(*) from staff.staff_member")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(audit.firstBroken()).isEmpty();
    }

    @Test
    void signing_out_ends_the_session() {
        var link = staff.newSetupLink().getPath();
        var session = Objects.requireNonNull(mvc.post()
                .uri(link + "/visit")
                .with(csrf())
                .exchange()
                .getResponse()
                .getCookie("session-8080"));

        assertThat(mvc.post().uri("/desk/sign-out").cookie(session)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(mvc.post().uri("/desk/sign-out").with(csrf()).cookie(session))
                .hasRedirectedUrl("/desk/sign-in");
        assertThat(mvc.get().uri("/desk/you").cookie(session)).hasRedirectedUrl("/desk/sign-in");
    }

    @Test
    void the_link_of_an_earlier_start_opens_nothing() {
        var old = staff.newSetupLink().getPath();
        staff.newSetupLink();

        assertThat(mvc.get().uri(old)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.post().uri(old + "/visit").with(csrf())).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void a_role_that_is_taken_away_is_gone_with_the_next_click() {
        var link = staff.newSetupLink().getPath();
        var session = Objects.requireNonNull(mvc.post()
                .uri(link + "/visit")
                .with(csrf())
                .exchange()
                .getResponse()
                .getCookie("session-8080"));
        var owner = people.firstActiveOwner().orElseThrow().id();
        tables.add("Ilse", Role.OWNER);

        tables.asOwner()
                .sql("update staff.staff_member set roles = '{editor}' where member_id = :id")
                .param("id", owner.value())
                .update();
        assertThat(mvc.get().uri("/desk/ledger").cookie(session)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/desk/you").cookie(session)).hasStatusOk();

        staff.disable(owner);
        assertThat(mvc.get().uri("/desk/you").cookie(session)).hasRedirectedUrl("/desk/sign-in");
    }
}
