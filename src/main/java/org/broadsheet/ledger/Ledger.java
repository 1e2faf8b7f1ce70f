package org.broadsheet.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The books. They are only ever added to; the database refuses what does not balance and whatever would change the past. */
@Service
public class Ledger {
    private final LedgerStore store;
    private final Sealing sealing;
    private final Clock clock;

    Ledger(LedgerStore store, Sealing sealing, Clock clock) {
        this.store = store;
        this.sealing = sealing;
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
        sealing.beforeCommit(transaction.get());
        return true;
    }

    /** Follows the chain of the books and names the first row that is not as it was written. Reads all of it. */
    public Verdict verify() {
        return sealing.verify();
    }

    /** What each source moved on an account, debit positive; a source that was not posted is not there. */
    public Map<String, Long> moved(Account account, Collection<String> sources) {
        return sources.isEmpty() ? Map.of() : store.moved(account, sources);
    }

    /** What moved an account since then, debit positive, by source. */
    public Map<String, Long> movedSince(Account account, Currency currency, Instant since) {
        return store.movedSince(account, currency, since);
    }

    /** In which currencies anything was ever posted. */
    public Set<Currency> currencies() {
        return store.currencies();
    }

    /** In minor units of the currency; debit positive. For an income account what came in is therefore negative. */
    public long balance(Account account, Currency currency) {
        return store.balance(account, currency);
    }
}
