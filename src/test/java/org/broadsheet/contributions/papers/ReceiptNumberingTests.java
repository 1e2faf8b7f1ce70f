package org.broadsheet.contributions.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.broadsheet.TestParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@ContextConfiguration(initializers = TestParts.class)
class ReceiptNumberingTests {
    @Autowired
    Papers papers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    private UUID contribution;

    @BeforeEach
    void somebody_gives() {
        contribution = new Givers(sql).monthly(null);
    }

    @Test
    void numbers_have_no_gaps_however_many_are_issued_at_once_and_whatever_is_rolled_back() throws Exception {
        int issued = 0;
        try (var people = Executors.newFixedThreadPool(6)) {
            var all = IntStream.range(0, 120)
                    .mapToObj(number -> (Callable<Boolean>) () -> issue(number % 3 == 0))
                    .toList();
            for (var each : people.invokeAll(all)) {
                issued += each.get() ? 1 : 0;
            }
        }
        assertThat(issued).isEqualTo(80);
        assertThat(numbersOf(2031))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 80).boxed().toList());
        assertThat(sql.sql("select last_number from contributions.receipt_year where year = 2031")
                        .query(Integer.class)
                        .single())
                .isEqualTo(80);
    }

    @Test
    void the_year_is_the_newsrooms_own() {
        var lastSecondInBerlin = issue(Instant.parse("2032-12-31T22:59:59Z"));
        var firstSecondInBerlin = issue(Instant.parse("2032-12-31T23:00:00Z"));

        assertThat(lastSecondInBerlin.number()).hasToString("2032-000001");
        assertThat(firstSecondInBerlin.number()).hasToString("2033-000001");
    }

    @Test
    void a_payment_that_is_told_again_keeps_its_number() {
        var draft = Givers.draft(contribution, Instant.parse("2034-05-01T10:00:00Z"));
        var first = transaction.execute(status -> papers.issue(draft));
        var second = transaction.execute(status -> papers.issue(draft));

        assertThat(second).isEqualTo(first);
        assertThat(issue(Instant.parse("2034-05-01T10:00:00Z")).number()).hasToString("2034-000002");
    }

    @Test
    void a_receipt_is_never_changed_or_taken_away() {
        issue(Instant.parse("2035-05-01T10:00:00Z"));

        assertThatThrownBy(() -> sql.sql("update contributions.receipt set base_minor = 1")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql.sql("delete from contributions.receipt").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void outside_the_payments_transaction_no_number_is_given() {
        var draft = Givers.draft(contribution, Instant.parse("2036-05-01T10:00:00Z"));

        assertThatThrownBy(() -> papers.issue(draft)).isInstanceOf(IllegalTransactionStateException.class);
    }

    private boolean issue(boolean thenRollsBack) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            papers.issue(Givers.draft(contribution, Instant.parse("2031-06-01T10:00:00Z")));
            if (thenRollsBack) {
                status.setRollbackOnly();
            }
            return !thenRollsBack;
        }));
    }

    private Receipt issue(Instant paidAt) {
        return transaction.execute(status -> papers.issue(Givers.draft(contribution, paidAt)));
    }

    private java.util.List<Integer> numbersOf(int year) {
        return sql.sql("select number from contributions.receipt where year = :year order by number")
                .param("year", year)
                .query(Integer.class)
                .list();
    }
}
