package org.broadsheet.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LedgerStore {
    private final JdbcClient sql;

    LedgerStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Empty when the source was posted before: the books hold a fact once. */
    Optional<UUID> open(Posting posting, Instant now) {
        return sql.sql("""
                insert into ledger.transaction (transaction_id, source, kind, reference, occurred_at, posted_at)
                values (uuidv7(), :source, :kind, :reference, :occurredAt, :now)
                on conflict (source) do nothing
                returning transaction_id
                """)
                .param("source", posting.source())
                .param("kind", posting.kind().key())
                .param("reference", posting.reference())
                .param("occurredAt", posting.occurredAt().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    void enter(UUID transaction, short position, Entry entry) {
        sql.sql("""
                insert into ledger.entry (transaction_id, position, account, currency, amount_minor)
                values (:transaction, :position, :account, :currency, :amount)
                """)
                .param("transaction", transaction)
                .param("position", position)
                .param("account", entry.account().key())
                .param("currency", entry.amount().currency().getCurrencyCode())
                .param("amount", entry.signedMinorUnits())
                .update();
    }

    Map<String, Long> moved(Account account, Collection<String> sources) {
        return bySource(sql.sql("""
                select source, coalesce(sum(amount_minor) filter (where account = :account), 0) as moved
                  from ledger.transaction
                  join ledger.entry on entry.transaction_id = transaction.transaction_id
                 where source = any (:sources)
                 group by source
                """).param("account", account.key()).param("sources", sources.toArray(String[]::new)));
    }

    Map<String, Long> movedSince(Account account, Currency currency, Instant since) {
        return bySource(sql.sql("""
                select source, sum(amount_minor) as moved
                  from ledger.transaction
                  join ledger.entry on entry.transaction_id = transaction.transaction_id
                 where account = :account and currency = :currency and occurred_at >= :since
                 group by source
                """)
                .param("account", account.key())
                .param("currency", currency.getCurrencyCode())
                .param("since", since.atOffset(ZoneOffset.UTC)));
    }

    Set<Currency> currencies() {
        return sql.sql("""
                select distinct currency
                  from ledger.entry
                """)
                .query((row, number) -> Currency.getInstance(row.getString("currency")))
                .set();
    }

    private static Map<String, Long> bySource(JdbcClient.StatementSpec statement) {
        var moved = new HashMap<String, Long>();
        statement.query(row -> {
            moved.put(row.getString("source"), row.getLong("moved"));
        });
        return moved;
    }

    long balance(Account account, Currency currency) {
        return sql.sql("""
                select coalesce(sum(amount_minor), 0)
                  from ledger.entry
                 where account = :account and currency = :currency
                """)
                .param("account", account.key())
                .param("currency", currency.getCurrencyCode())
                .query(Long.class)
                .single();
    }
}
