package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.broadsheet.Background;
import org.broadsheet.TestParts;
import org.broadsheet.payments.CaseKind;
import org.broadsheet.payments.Cases;
import org.broadsheet.payments.Inbox;
import org.broadsheet.payments.PaymentGateway;
import org.broadsheet.payments.ReceivedEvent;
import org.broadsheet.publication.Standing;
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

/** An owner who looks into what Stripe told, while Stripe itself does not answer. */
@SpringBootTest(properties = "broadsheet.local=true")
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
@Import(StaffTables.class)
class InboxDeskTests {
    @Autowired
    MockMvcTester mvc;

    @Autowired
    Staff staff;

    @Autowired
    StaffTables tables;

    @Autowired
    Inbox inbox;

    @Autowired
    Cases cases;

    @Autowired
    Standing standing;

    @Autowired
    PaymentGateway gateway;

    @Autowired
    Background background;

    @Autowired
    JdbcClient sql;

    private Visitor owner;

    @BeforeEach
    void an_owner_is_there() {
        tables.clear();
        owner = new Visitor(mvc, "10.0.0.9");
        owner.post(staff.newSetupLink().getPath() + "/visit");
    }

    @Test
    void what_was_given_up_is_shown_by_its_ids_and_tried_again() {
        var id = "evt_" + UUID.randomUUID();
        inbox.receive(new ReceivedEvent(
                id, "invoice.paid", "in_given_up", "2020-08-27", false, body("somebody@example.org")));
        Awaitility.await().until(() -> state(id).equals("waiting") && attempts(id) > 0);
        sql.sql("update payments.stripe_event_work set state = 'dead' where stripe_event_id = :id")
                .param("id", id)
                .update();

        assertThat(owner.get("/desk/inbox"))
                .hasStatusOk()
                .bodyText()
                .contains(id, "in_given_up", "2020-08-27", "Stripe did not answer")
                .doesNotContain("somebody@example.org");
        assertThat(owner.post("/desk/inbox/" + id + "/replays")).hasRedirectedUrl("/desk/inbox?told=replayed");
        assertThat(state(id)).isEqualTo("waiting");
        assertThat(sql.sql(
                                "select count(*) from staff.audit_entry where action = 'inbox.replayed' and subject_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_case_is_closed_by_saying_what_was_done() {
        var subject = "pi_" + UUID.randomUUID();
        cases.raise(CaseKind.SECOND_PAYMENT, subject, null);
        var raised = cases.open(100).stream()
                .filter(each -> each.subject().equals(subject))
                .findFirst()
                .orElseThrow();
        assertThat(owner.get("/desk/inbox"))
                .hasStatusOk()
                .bodyText()
                .contains(subject, "A second payment for one period");

        assertThat(owner.post("/desk/inbox/cases/" + raised.id() + "/closing", "note", " "))
                .hasRedirectedUrl("/desk/inbox?told=note");
        assertThat(cases.open(100)).contains(raised);
        assertThat(owner.post("/desk/inbox/cases/" + raised.id() + "/closing", "note", "given back"))
                .hasRedirectedUrl("/desk/inbox?told=closed");
        assertThat(cases.open(100)).doesNotContain(raised);
        cases.raise(CaseKind.SECOND_PAYMENT, subject, null);
        assertThat(cases.open(100)).as("it does not come back").doesNotContain(raised);
    }

    @Test
    void comparing_while_stripe_is_silent_says_so() {
        assertThat(owner.post("/desk/inbox/sweeps")).hasRedirectedUrl("/desk/inbox?told=unreachable");
        assertThat(owner.get("/desk/inbox?told=unreachable"))
                .hasStatusOk()
                .bodyText()
                .contains("Stripe does not answer");
    }

    @Test
    void it_speaks_russian_and_knows_no_other_states() {
        assertThat(owner.get("/ru/desk/inbox?state=ignored"))
                .hasStatusOk()
                .bodyText()
                .contains("Входящие")
                .doesNotContain("??");
        assertThat(owner.get("/desk/inbox?state=nonsense")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void a_copy_writes_to_nobody_and_charges_nobody_until_an_owner_says_that_it_moved() {
        standing.mayAct();
        tables.asOwner()
                .sql("update publication.standing set base_url = 'https://paper.example'")
                .update();
        assertThatThrownBy(() -> gateway.close("cs_of_somebody")).hasMessageContaining("this is a copy");
        tables.add("Ilse", Role.CARE);
        assertThat(owner.post("/sign-in", "email", "ilse@meridian.example")
                        .getResponse()
                        .getStatus())
                .isLessThan(400);
        background.awaitQuiet();
        assertThat(queued()).as("mails wait").isPositive();
        assertThat(owner.get("/desk/inbox"))
                .hasStatusOk()
                .bodyText()
                .contains("https://paper.example", "We moved here");

        assertThat(owner.post("/desk/inbox/standing")).hasRedirectedUrl("/desk/inbox?told=moved");

        assertThat(owner.get("/desk/inbox")).bodyText().doesNotContain("https://paper.example");
        assertThatThrownBy(() -> gateway.close("cs_of_somebody"))
                .as("Stripe is asked, and does not answer")
                .hasMessageNotContaining("copy");
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> queued() == 0);
    }

    private long queued() {
        return sql.sql("select count(*) from mail.message where state = 'queued'")
                .query(Long.class)
                .single();
    }

    private static byte[] body(String email) {
        return """
                {"id": "x", "data": {"object": {"object": "invoice", "id": "in_given_up", "customer_email": "%s"}}}
                """.formatted(email).getBytes(StandardCharsets.UTF_8);
    }

    private String state(String id) {
        return sql.sql("select state from payments.stripe_event_work where stripe_event_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private int attempts(String id) {
        return sql.sql(
                        "select attempts from payments.stripe_event_work where stripe_event_id = :id and failure is not null")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }
}
