package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.TestPartsWithSandbox;
import org.broadsheet.payments.Proof;
import org.broadsheet.payments.Sweep;
import org.broadsheet.sandbox.Sandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** Not one webhook arrives, and then not even the database is left: everything is known again from Stripe alone. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = "broadsheet.test.webhooks=none")
@ContextConfiguration(initializers = TestPartsWithSandbox.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class WithoutWebhooksTests {
    private static final long A_DAY = 86_400;

    @Autowired
    Contributions contributions;

    @Autowired
    PromiseStore promises;

    @Autowired
    Sweep sweep;

    @Autowired
    Scheduler scheduler;

    @Autowired
    Proof proof;

    @Autowired
    JdbcClient sql;

    @Autowired
    Sandbox sandbox;

    @Value("${broadsheet.base-url}")
    String site;

    @Value("${broadsheet.stripe.webhook-secrets}")
    String secret;

    @Value("${broadsheet.test.owner-url}")
    String ownerUrl;

    private Wires wires;
    private Books books;
    private SixGifts gifts;

    @BeforeAll
    void a_day_without_webhooks() {
        wires = new Wires(sandbox.address(), site, secret);
        books = new Books(sql);
        books.begin();
        gifts = new SixGifts(contributions, promises, wires);
        wires.order(Map.of("kind", "drop", "count", "all"));
        gifts.give();
        wires.untilAllIsSent();
    }

    /** Nothing may be under way when the sandbox goes. */
    @AfterAll
    void jobs_end() {
        scheduler.stop();
    }

    @Test
    @Order(1)
    void one_comparison_makes_up_for_all_of_them() {
        assertThat(sql.sql("select count(*) from payments.stripe_event")
                        .query(Long.class)
                        .single())
                .as("nothing came")
                .isZero();

        sweep.usual();

        assertThat(states())
                .containsEntry("once", "given")
                .containsEntry("refunded", "given")
                .containsEntry("monthly", "active")
                .containsEntry("annual", "active")
                .containsEntry("stopped", "active");
        wires.refund(books.intentOf(gifts.promise("refunded")));
        wires.pass(32 * A_DAY);
        sweep.usual();

        assertThat(states()).containsEntry("failing", "past_due");
        assertThat(books.of(gifts.promises()).get("monthly"))
                .filteredOn(fact -> fact.contains("renewed"))
                .hasSize(1);
        assertThat(books.of(gifts.promises()).get("refunded")).contains("payment refunded 2000 55 1945 0 Visa 4242");
        assertThat(proof.prove()).isTrue();
        assertThat(differences()).containsOnly(0L);
    }

    @Test
    @Order(2)
    void once_more_changes_nothing() {
        sweep.deep();
        books.untilAllIsDone();
        var before = books.everything();

        sweep.deep();
        sweep.everything();

        assertThat(books.everything()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void an_empty_database_is_filled_from_stripe_alone() {
        var before = books.of(gifts.promises());
        var texts = texts();
        JdbcClient.create(new DriverManagerDataSource(ownerUrl)).sql("""
                        truncate contributions.promise, contributions.contribution, payments.checkout, payments.payment,
                                 payments.subscription, payments.sweep, payments.proof, ledger.transaction, ledger.entry cascade
                        """).update();
        long mails = mails();

        sweep.everything();

        var after = books.of(gifts.promises());
        gifts.promises()
                .forEach((who, promise) ->
                        assertThat(money(after.get(who))).as(who).isEqualTo(money(before.get(who))));
        assertThat(texts()).as("what was promised, word for word").isEqualTo(texts);
        assertThat(mails()).as("nobody is thanked twice").isEqualTo(mails);
        assertThat(proof.prove()).isTrue();
        assertThat(differences()).containsOnly(0L);
    }

    /** A failed attempt long ago is not told again: Stripe keeps only how often it tried. */
    private static List<String> money(List<String> facts) {
        return facts.stream()
                .filter(each -> !each.startsWith("happening failed") && !each.startsWith("contribution "))
                .toList();
    }

    private List<String> texts() {
        return sql.sql("select promise_text from contributions.promise order by promise_id")
                .query(String.class)
                .list();
    }

    private long mails() {
        return sql.sql("select count(*) from mail.message where template = 'receipt'")
                .query(Long.class)
                .single();
    }

    private List<Long> differences() {
        return sql.sql("select stripe_minor - ledger_minor from reports.proof")
                .query(Long.class)
                .list();
    }

    private Map<String, String> states() {
        var states = new java.util.LinkedHashMap<String, String>();
        gifts.promises().forEach((who, promise) -> states.put(who, state(promise)));
        return states;
    }

    private String state(UUID promise) {
        return sql.sql("select state from contributions.contribution where promise_id = :promise")
                .param("promise", promise)
                .query(String.class)
                .optional()
                .orElse("");
    }
}
