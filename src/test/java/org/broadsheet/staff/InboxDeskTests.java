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

    @Test
    void a_dispute_shows_until_when_it_may_be_answered_and_keeps_what_was_typed_while_stripe_is_silent() {
        var promise = UUID.randomUUID();
        sql.sql("""
                insert into payments.checkout
                       (promise_id, idempotency_key, frequency, amount_minor, currency, state, session_id, asked_at)
                values (:promise, 'k' || :promise, 'once', 1200, 'EUR', 'paid', 'cs_' || :promise, now())
                """).param("promise", promise).update();
        sql.sql("""
                insert into payments.payment
                       (payment_id, promise_id, state, amount_minor, currency, paid_at, payment_intent_id, attempts, first_seen_at)
                values (:promise, :promise, 'settled', 1200, 'EUR', now(), 'pi_' || :promise, 1, now())
                """).param("promise", promise).update();
        sql.sql("""
                insert into payments.dispute
                       (dispute_id, payment_id, state, inquiry, reason, amount_minor, currency, made_at, due_by, submissions, read_at)
                values ('dp_' || :promise, :promise, 'needs_response', false, 'fraudulent', 1200, 'EUR', now(),
                        '2031-12-04 22:59:00Z', 0, now())
                """).param("promise", promise).update();
        var path = "/desk/disputes/dp_" + promise + "/evidence";

        assertThat(owner.get("/desk/disputes"))
                .hasStatusOk()
                .bodyText()
                .contains("dp_" + promise, "€12.00", "December 4, 2031", "fraudulent");
        assertThat(owner.post(path, "text", " ")).hasStatusOk().bodyText().contains("Write what the bank should know");
        assertThat(owner.post(path, "text", "She wrote to us twice"))
                .hasStatusOk()
                .bodyText()
                .contains("She wrote to us twice</textarea>", "Stripe does not answer");
        assertThat(owner.get("/ru/desk/disputes"))
                .bodyText()
                .contains("Ответить до")
                .doesNotContain("??");
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
