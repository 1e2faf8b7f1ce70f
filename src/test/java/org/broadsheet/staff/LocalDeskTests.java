package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;

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
            var owner = new Visitor(mvc, "10.0.0.9");
            assertThat(owner.post(link + "/visit")).hasRedirectedUrl("/desk");
            assertThat(owner.get("/desk/you"))
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
        var owner = new Visitor(mvc, "10.0.0.9");
        owner.post(link + "/visit");

        assertThat(owner.postWithoutToken("/desk/sign-out")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(owner.post("/desk/sign-out")).hasRedirectedUrl("/desk/sign-in");
        assertThat(owner.get("/desk/you")).hasRedirectedUrl("/desk/sign-in");
    }

    @Test
    void the_link_of_an_earlier_start_opens_nothing() {
        var old = staff.newSetupLink().getPath();
        staff.newSetupLink();

        assertThat(mvc.get().uri(old)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(new Visitor(mvc, "10.0.0.9").post(old + "/visit")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void a_role_that_is_taken_away_is_gone_with_the_next_click() {
        var link = staff.newSetupLink().getPath();
        var owner = new Visitor(mvc, "10.0.0.9");
        owner.post(link + "/visit");
        var id = people.firstActiveOwner().orElseThrow().id();
        tables.add("Ilse", Role.OWNER);

        tables.asOwner()
                .sql("update staff.staff_member set roles = '{editor}' where member_id = :id")
                .param("id", id.value())
                .update();
        assertThat(owner.get("/desk/ledger")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(owner.get("/desk/you")).hasStatusOk();

        staff.disable(id);
        assertThat(owner.get("/desk/you")).hasRedirectedUrl("/desk/sign-in");
    }
}
