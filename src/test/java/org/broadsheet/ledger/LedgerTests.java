package org.broadsheet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.broadsheet.ledger.Entry.credit;
import static org.broadsheet.ledger.Entry.debit;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.broadsheet.TestParts;
import org.broadsheet.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest
@ContextConfiguration(initializers = TestParts.class)
class LedgerTests {
    private static final Instant NOVEMBER = Instant.parse("2026-11-23T06:50:00Z");

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_fact_is_posted_once_however_often_it_is_told() {
        var before = ledger.balance(Account.STRIPE_BALANCE, Currency.getInstance("EUR"));
        var posting = gift("txn_once", 500, 33, "EUR");

        assertThat(post(posting)).isTrue();
        assertThat(post(posting)).isFalse();
        assertThat(ledger.balance(Account.STRIPE_BALANCE, Currency.getInstance("EUR")))
                .isEqualTo(before + 467);
    }

    @Test
    void currencies_are_never_added() {
        var currency = Currency.getInstance("GBP");
        post(gift("txn_pounds", 1000, 35, "GBP"));
        post(gift("txn_dollars", 1000, 59, "USD"));

        assertThat(ledger.balance(Account.CONTRIBUTIONS, currency)).isEqualTo(-1000);
    }

    @Test
    void nothing_is_posted_outside_the_callers_transaction() {
        assertThatThrownBy(() -> ledger.post(gift("txn_alone", 500, 33, "EUR")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void what_does_not_balance_is_no_posting() {
        assertThatThrownBy(() -> new Posting(
                        "txn_wrong",
                        Posting.Kind.CHARGE,
                        null,
                        NOVEMBER,
                        List.of(
                                debit(Account.STRIPE_BALANCE, Money.of(500, "EUR")),
                                credit(Account.CONTRIBUTIONS, Money.of(499, "EUR")))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Nested
    class The_database_itself {
        @Test
        void refuses_to_commit_what_does_not_balance() {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        var id = header("txn_unbalanced");
                        entry(id, 1, 500);
                        entry(id, 2, -499);
                    }))
                    .hasStackTraceContaining("does not balance");
        }

        @Test
        void refuses_a_transaction_without_entries() {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> header("txn_empty")))
                    .hasStackTraceContaining("has no entries");
        }

        @Test
        void lets_the_application_change_nothing() {
            post(gift("txn_kept", 500, 33, "EUR"));

            for (var change : List.of(
                    "update ledger.entry set amount_minor = 1",
                    "delete from ledger.entry",
                    "update ledger.transaction set kind = 'refund'",
                    "delete from ledger.transaction",
                    "truncate ledger.entry",
                    "update ledger.seal set number = 1000",
                    "delete from ledger.seal",
                    "truncate ledger.seal",
                    "update ledger.account set kind = 'asset'",
                    "alter table ledger.entry disable trigger all")) {
                assertThatThrownBy(() -> sql.sql(change).update())
                        .as(change)
                        .isInstanceOf(DataAccessException.class)
                        .hasStackTraceContaining(change.startsWith("alter") ? "must be owner" : "permission denied");
            }
        }

        private UUID header(String source) {
            return sql.sql("""
                    insert into ledger.transaction (transaction_id, source, kind, occurred_at, posted_at)
                    values (uuidv7(), :source, 'charge', now(), now())
                    returning transaction_id
                    """).param("source", source).query(UUID.class).single();
        }

        private void entry(UUID transaction, int position, long amount) {
            sql.sql("""
                    insert into ledger.entry (transaction_id, position, account, currency, amount_minor)
                    values (:transaction, :position, 'stripe_balance', 'EUR', :amount)
                    """)
                    .param("transaction", transaction)
                    .param("position", position)
                    .param("amount", amount)
                    .update();
        }
    }

    @Test
    void the_books_sum_to_zero_after_any_number_of_random_gifts() {
        long seed = Long.getLong("broadsheet.seed", 20261123L);
        var random = new Random(seed);
        for (int i = 0; i < Integer.getInteger("broadsheet.property.runs", 200); i++) {
            long gross = 1 + random.nextInt(1_000_000);
            long fee = random.nextLong(gross + 1);
            post(gift("txn_random_" + seed + "_" + i, gross, fee, random.nextBoolean() ? "EUR" : "USD"));
        }

        assertThat(sql.sql("select coalesce(sum(amount_minor), 0) from ledger.entry group by currency")
                        .query(Long.class)
                        .list())
                .as("seed %d", seed)
                .containsOnly(0L);
    }

    private boolean post(Posting posting) {
        return Boolean.TRUE.equals(transaction.execute(status -> ledger.post(posting)));
    }

    private static Posting gift(String source, long gross, long fee, String currency) {
        return new Posting(
                source,
                Posting.Kind.CHARGE,
                null,
                NOVEMBER,
                List.of(
                        debit(Account.STRIPE_BALANCE, Money.of(gross - fee, currency)),
                        debit(Account.STRIPE_FEES, Money.of(fee, currency)),
                        credit(Account.CONTRIBUTIONS, Money.of(gross, currency))));
    }
}
