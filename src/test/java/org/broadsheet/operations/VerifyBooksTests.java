package org.broadsheet.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.broadsheet.ledger.Ledger;
import org.broadsheet.ledger.Verdict;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;

class VerifyBooksTests {
    private final Ledger ledger = mock(Ledger.class);
    private final VerifyBooks command = new VerifyBooks(ledger, new StaticApplicationContext());
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void says_that_the_books_hold_and_ends_well() {
        when(ledger.verify()).thenReturn(new Verdict(12, "abc", null, null, null));

        assertThat(verify()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("12 transactions", "abc");
    }

    @Test
    void names_the_first_bad_row_and_ends_badly() {
        var id = UUID.randomUUID();
        when(ledger.verify()).thenReturn(new Verdict(6, "abc", 7L, id, "txn_7"));

        assertThat(verify()).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("number 7", id.toString(), "txn_7");
    }

    private int verify() {
        return command.verify(new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
