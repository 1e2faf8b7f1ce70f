package org.broadsheet.operations;

import java.io.PrintStream;
import org.broadsheet.ledger.Ledger;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Started with {@code --verify-books} the application follows the chain of the books from its beginning, says what it found, and ends:
 * with 0 when the books are as they were written, with 1 when they are not.
 */
@Component
class VerifyBooks implements ApplicationRunner {
    private static final String OPTION = "verify-books";

    private final Ledger ledger;
    private final ApplicationContext context;

    VerifyBooks(Ledger ledger, ApplicationContext context) {
        this.ledger = ledger;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption(OPTION)) {
            int code = verify(System.out);
            System.exit(SpringApplication.exit(context, () -> code));
        }
    }

    int verify(PrintStream out) {
        var verdict = ledger.verify();
        if (verdict.holds()) {
            out.printf("The books hold: %d transactions, the last seal is %s%n", verdict.sealed(), verdict.head());
            return 0;
        }
        out.printf(
                "The books do not hold. The first %d transactions are as they were written; number %d is not: %s (%s)%n",
                verdict.sealed(), verdict.firstBad(), verdict.transaction(), verdict.source());
        return 1;
    }
}
