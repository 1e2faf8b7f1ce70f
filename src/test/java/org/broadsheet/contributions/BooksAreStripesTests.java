package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.TestPartsWithSandbox;
import org.broadsheet.ledger.Account;
import org.broadsheet.ledger.Entry;
import org.broadsheet.ledger.Ledger;
import org.broadsheet.ledger.Posting;
import org.broadsheet.money.Money;
import org.broadsheet.payments.Disputes;
import org.broadsheet.payments.Proof;
import org.broadsheet.publication.Frequency;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** A month of gifts, refunds, disputes and payouts, on an account that is shared: in the end every cent at Stripe is in the books. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = "broadsheet.test.books=stripe's")
@ContextConfiguration(initializers = TestPartsWithSandbox.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class BooksAreStripesTests {
    private static final long A_DAY = 86_400;

    @Autowired
    Contributions contributions;

    @Autowired
    PromiseStore promises;

    @Autowired
    Scheduler scheduler;

    @Autowired
    Proof proof;

    @Autowired
    Disputes disputes;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Sandbox sandbox;

    @Value("${broadsheet.base-url}")
    String site;

    @Value("${broadsheet.stripe.webhook-secrets}")
    String secret;

    private Wires wires;

    @BeforeAll
    void a_month_passes() {
        wires = new Wires(sandbox.address(), site, secret);
        var books = new Books(sql);
        var gifts = new SixGifts(contributions, promises, wires);
        gifts.give();
        gifts.give("disputed", Frequency.ONCE, 900, "4000000000000259");
        gifts.give("asked", Frequency.ONCE, 1_100, "4000000000001976");
        gifts.give("defended", Frequency.ONCE, 1_700, "4000000000000259");
        gifts.give("returned", Frequency.ONCE, 1_300, "4000000000005126");
        wires.charge(7_777);
        settle(books);
        defend(gifts.promise("defended"));
        wires.refund(books.intentOf(gifts.promise("refunded")));
        wires.refund(books.intentOf(gifts.promise("returned")));
        settle(books);
        for (int day = 0; day < 33; day += 3) {
            wires.pass(3 * A_DAY);
            settle(books);
        }
    }

    /** Nothing may be under way when the sandbox goes. */
    @AfterAll
    void jobs_end() {
        scheduler.stop();
    }

    @Test
    @Order(1)
    void each_currency_and_each_payout_is_proved_without_a_difference() {
        assertThat(proof.prove()).isTrue();

        assertThat(sql.sql("select currency || ' ' || (stripe_minor - ledger_minor) from reports.proof")
                        .query(String.class)
                        .list())
                .containsExactly("EUR 0");
        assertThat(sql.sql("select source from reports.proof_difference")
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(sql.sql("select count(*) from reports.payout")
                        .query(Long.class)
                        .single())
                .as("Stripe pays out by itself")
                .isPositive();
        assertThat(sql.sql("""
                        select payout_id from reports.payout
                         where automatic and (amount_minor <> ledger_minor or movements = 0)
                        """).query(String.class).list()).isEmpty();
        assertThat(ledger.verify().holds()).isTrue();
    }

    @Test
    @Order(2)
    void every_kind_of_movement_has_its_place() {
        assertThat(sql.sql("select distinct kind from ledger.transaction")
                        .query(String.class)
                        .list())
                .contains("charge", "refund", "dispute", "payout", "foreign");
        assertThat(balance("others"))
                .as("less the fee, which is not ours either")
                .isBetween(-7_777L, -7_000L);
        assertThat(balance("refunds")).as("one arrived, one came back").isEqualTo(2_000);
        assertThat(balance("disputes")).as("lost, since nobody answered").isEqualTo(900);
    }

    @Test
    @Order(3)
    void a_cent_that_stripe_knows_nothing_of_is_named() {
        transaction.executeWithoutResult(status -> ledger.post(new Posting(
                "txn_made_up",
                Posting.Kind.ADJUSTMENT,
                null,
                Instant.now(),
                List.of(
                        Entry.debit(Account.STRIPE_BALANCE, Money.of(1, "EUR")),
                        Entry.credit(Account.CONTRIBUTIONS, Money.of(1, "EUR"))))));

        proof.prove();

        assertThat(sql.sql("select source, stripe_minor, ledger_minor from reports.proof_difference")
                        .query()
                        .listOfRows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("source", "txn_made_up")
                        .containsEntry("stripe_minor", null)
                        .containsEntry("ledger_minor", 1L));
        assertThat(sql.sql("select kind || ' ' || subject from payments.reconciliation_case")
                        .query(String.class)
                        .list())
                .contains("difference txn_made_up");
    }

    /** What the sandbox, as Stripe in its test mode, takes for a good answer. */
    private void defend(UUID promise) {
        var dispute = disputes.open().stream()
                .filter(each -> each.promise().equals(promise))
                .findFirst()
                .orElseThrow();
        assertThat(dispute.answerable()).isTrue();
        assertThat(disputes.answer(dispute.id(), "winning_evidence")).isTrue();
        assertThat(disputes.open()).noneMatch(each -> each.promise().equals(promise));
        assertThat(disputes.answer(dispute.id(), "something else"))
                .as("it is decided")
                .isFalse();
    }

    private void settle(Books books) {
        wires.untilAllIsSent();
        books.untilAllIsDone();
    }

    private long balance(String account) {
        return sql.sql("select coalesce(sum(amount_minor), 0) from ledger.entry where account = :account")
                .params(Map.of("account", account))
                .query(Long.class)
                .single();
    }
}
