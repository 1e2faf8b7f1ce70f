package org.broadsheet.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Puts what a database transaction has posted into the chain, as the last thing that it does: the chain has one end, so whoever adds
 * to it holds a lock, and must not wait for anything else while holding it.
 */
@Component
class Sealing {
    private static final int AT_ONCE = 500;

    private final SealStore store;
    private final Clock wall;

    Sealing(SealStore store, @Qualifier("wall") Clock wall) {
        this.store = store;
        this.wall = wall;
    }

    void beforeCommit(UUID transaction) {
        var waiting = (Waiting) TransactionSynchronizationManager.getResource(this);
        if (waiting == null) {
            waiting = new Waiting();
            TransactionSynchronizationManager.bindResource(this, waiting);
            TransactionSynchronizationManager.registerSynchronization(waiting);
        }
        waiting.transactions.add(transaction);
    }

    /**
     * Seals what was posted by a release that knew no seals.
     *
     * @return how many
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public int sealTheRest() {
        store.lockHead();
        int sealed = 0;
        List<UUID> rest;
        while (!(rest = store.unsealed(AT_ONCE)).isEmpty()) {
            seal(rest);
            sealed += rest.size();
        }
        return sealed;
    }

    @Transactional(readOnly = true)
    public Verdict verify() {
        long last = 0;
        byte[] lastHash = Seal.NOTHING;
        List<SealedTransaction> page;
        do {
            page = store.sealedAfter(last, AT_ONCE);
            for (var each : page) {
                var seal = each.seal();
                if (seal == null || !seal.follows(last, lastHash, each)) {
                    return new Verdict(last, hex(lastHash), last + 1, each.id(), each.source());
                }
                last = seal.number();
                lastHash = seal.hash();
            }
        } while (page.size() == AT_ONCE);
        var unsealed = store.unsealed(1);
        if (!unsealed.isEmpty()) {
            var first = store.content(unsealed).getFirst();
            return new Verdict(last, hex(lastHash), last + 1, first.id(), first.source());
        }
        return new Verdict(last, hex(lastHash), null, null, null);
    }

    private void seal(List<UUID> transactions) {
        var head = store.lockHead();
        long number = head.map(Seal::number).orElse(0L);
        byte[] hash = head.map(Seal::hash).orElse(Seal.NOTHING);
        for (var content : store.content(transactions)) {
            var seal = Seal.after(++number, hash, content);
            store.add(seal, wall.instant());
            hash = seal.hash();
        }
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private final class Waiting implements TransactionSynchronization {
        private final List<UUID> transactions = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            seal(transactions);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Sealing.this);
        }
    }
}
