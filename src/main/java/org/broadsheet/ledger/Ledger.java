package org.broadsheet.ledger;

import java.time.Clock;
import java.util.Currency;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The books. They are only ever added to; the database refuses what does not balance and whatever would change the past. */
@Service
public class Ledger {
    private final LedgerStore store;
    private final Clock clock;

    Ledger(LedgerStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Posts it unless its source was posted before, together with what the caller's transaction stores.
     *
     * @return whether it was new
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean post(Posting posting) {
        var transaction = store.open(posting, clock.instant());
        if (transaction.isEmpty()) {
            return false;
        }
        short position = 1;
        for (var entry : posting.entries()) {
            store.enter(transaction.get(), position++, entry);
        }
        return true;
    }

    /** In minor units of the currency; debit positive. For an income account what came in is therefore negative. */
    public long balance(Account account, Currency currency) {
        return store.balance(account, currency);
    }
}
