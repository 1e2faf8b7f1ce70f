package org.broadsheet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.ledger.Entry.credit;
import static org.broadsheet.ledger.Entry.debit;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.broadsheet.TestParts;
import org.broadsheet.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody who may do anything to the database, and is found out all the same. */
@ApplicationModuleTest
@DirtiesContext
@ContextConfiguration(initializers = TestParts.class)
class SealTests {
    private static final Instant NOVEMBER = Instant.parse("2026-11-23T06:50:00Z");

    @Autowired
    Ledger ledger;

    @Autowired
    Sealing sealing;

    @Autowired
    TransactionTemplate transaction;

    @Value("${broadsheet.test.owner-url}")
    String ownerUrl;

    private JdbcClient owner;

    @BeforeEach
    void ten_transactions() {
        owner = JdbcClient.create(new DriverManagerDataSource(ownerUrl));
        owner.sql("truncate ledger.seal, ledger.entry, ledger.transaction").update();
        for (int number = 1; number <= 10; number++) {
            post("txn_" + number);
        }
    }

    @Test
    void books_that_nobody_touched_hold() {
        var verdict = ledger.verify();

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.sealed()).isEqualTo(10);
        assertThat(verdict.head()).matches("[0-9a-f]{64}").isNotEqualTo("0".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.entry set amount_minor = amount_minor * 2 where transaction_id = (select transaction_id from ledger.transaction where source = 'txn_7')",
                "update ledger.entry set account = 'others' where account = 'contributions' and transaction_id = (select transaction_id from ledger.transaction where source = 'txn_7')",
                "update ledger.transaction set occurred_at = occurred_at + interval '1 month' where source = 'txn_7'",
                "update ledger.transaction set kind = 'refund' where source = 'txn_7'",
                "update ledger.transaction set reference = uuidv7() where source = 'txn_7'",
                "update ledger.seal set hash = sha256('x') where number = 7",
                "delete from ledger.entry where position = 2 and transaction_id = (select transaction_id from ledger.transaction where source = 'txn_7')",
            })
    void the_first_bad_row_is_named(String tampering) {
        assertThat(owner.sql(tampering).update()).isPositive();

        var verdict = ledger.verify();

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.firstBad()).isEqualTo(7);
        assertThat(verdict.source()).isEqualTo("txn_7");
    }

    @Test
    void a_transaction_that_is_gone_is_missed_where_it_stood() {
        owner.sql("""
                with gone as (select transaction_id from ledger.transaction where source = 'txn_4'),
                     unsealed as (delete from ledger.seal where transaction_id in (select transaction_id from gone))
                delete from ledger.entry where transaction_id in (select transaction_id from gone)
                """).update();

        assertThat(ledger.verify().firstBad()).isEqualTo(4);
    }

    @Test
    void a_transaction_that_was_slipped_in_is_named() {
        owner.sql("""
                with header as (
                    insert into ledger.transaction (transaction_id, source, kind, occurred_at, posted_at)
                    values (uuidv7(), 'txn_false', 'adjustment', now(), now())
                    returning transaction_id)
                insert into ledger.entry (transaction_id, position, account, currency, amount_minor)
                select transaction_id, position, account, 'EUR', amount
                  from header, (values (1, 'bank', 100), (2, 'stripe_balance', -100)) as side (position, account, amount)
                """).update();

        assertThat(ledger.verify().source()).isEqualTo("txn_false");
    }

    @Test
    void any_change_of_any_amount_is_found_where_it_was_made() {
        long seed = Long.getLong("broadsheet.seed", 20261125L);
        var random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            int which = 1 + random.nextInt(10);
            int by = 1 + random.nextInt(1_000);
            change(which, by);
            assertThat(ledger.verify().firstBad())
                    .as("seed %d, run %d", seed, run)
                    .isEqualTo(which);
            change(which, -by);
        }
        assertThat(ledger.verify().holds()).isTrue();
    }

    @Test
    void many_who_post_at_once_make_one_chain() throws Exception {
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var posts = many.invokeAll(Collections.nCopies(40, (Callable<Boolean>) () -> {
                post("txn_" + UUID.randomUUID());
                return true;
            }));
            for (var each : posts) assertThat(each.get()).isTrue();
        }

        assertThat(ledger.verify().sealed()).isEqualTo(50);
    }

    @Test
    void books_from_before_there_were_seals_are_sealed_as_they_are_found() {
        owner.sql("truncate ledger.seal").update();
        assertThat(ledger.verify().holds()).isFalse();

        assertThat(sealing.sealTheRest()).isEqualTo(10);

        assertThat(ledger.verify().holds()).isTrue();
    }

    private void change(int which, int by) {
        owner.sql("""
                update ledger.entry
                   set amount_minor = amount_minor + case position when 1 then :by else -:by end
                 where position in (1, 2)
                   and transaction_id = (select transaction_id from ledger.transaction where source = :source)
                """).param("by", by).param("source", "txn_" + which).update();
    }

    private void post(String source) {
        transaction.executeWithoutResult(status -> ledger.post(new Posting(
                source,
                Posting.Kind.CHARGE,
                null,
                NOVEMBER,
                List.of(
                        debit(Account.STRIPE_BALANCE, Money.of(100_000, "EUR")),
                        credit(Account.CONTRIBUTIONS, Money.of(100_000, "EUR"))))));
    }
}
