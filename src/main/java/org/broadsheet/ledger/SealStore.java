package org.broadsheet.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SealStore {
    private static final RowMapper<Seal> SEAL = (row, number) -> seal(row);

    private static final RowMapper<SealedTransaction> CONTENT = (row, number) -> new SealedTransaction(
            row.getObject("transaction_id", UUID.class),
            row.getString("source"),
            row.getString("kind"),
            row.getObject("reference", UUID.class),
            row.getLong("occurred_micros"),
            Arrays.asList((String[]) row.getArray("entries").getArray()),
            sealOrNull(row));

    private static final RowMapper<UUID> TRANSACTION = (row, number) -> row.getObject("transaction_id", UUID.class);

    private final JdbcClient sql;

    SealStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Held until the transaction ends, because each seal must know the one before it. */
    Optional<Seal> lockHead() {
        sql.sql("""
                select pg_advisory_xact_lock(hashtext('ledger.seal'))
                """).query((row, number) -> true).single();
        return head();
    }

    Optional<Seal> head() {
        return sql.sql("""
                select number, transaction_id, previous_hash, hash
                  from ledger.seal
                 order by number desc
                 limit 1
                """).query(SEAL).optional();
    }

    /** By their ids, which are in the order of their posting. */
    List<SealedTransaction> content(Collection<UUID> transactions) {
        return sql.sql("""
                select transaction.transaction_id, source, kind, reference,
                       (extract(epoch from occurred_at) * 1000000)::bigint as occurred_micros,
                       array(select concat_ws(' ', position, account, currency, amount_minor)
                               from ledger.entry
                              where entry.transaction_id = transaction.transaction_id
                              order by position) as entries,
                       null::bigint as number, null::bytea as previous_hash, null::bytea as hash
                  from ledger.transaction
                 where transaction_id = any (:transactions)
                 order by transaction_id
                """)
                .param("transactions", transactions.toArray(UUID[]::new))
                .query(CONTENT)
                .list();
    }

    List<UUID> unsealed(int most) {
        return sql.sql("""
                select transaction_id
                  from ledger.transaction
                 where not exists (select 1
                                     from ledger.seal
                                    where seal.transaction_id = transaction.transaction_id)
                 order by transaction_id
                 limit :most
                """).param("most", most).query(TRANSACTION).list();
    }

    /** In the order of the chain. */
    List<SealedTransaction> sealedAfter(long number, int most) {
        return sql.sql("""
                select transaction.transaction_id, source, kind, reference,
                       (extract(epoch from occurred_at) * 1000000)::bigint as occurred_micros,
                       array(select concat_ws(' ', position, account, currency, amount_minor)
                               from ledger.entry
                              where entry.transaction_id = transaction.transaction_id
                              order by position) as entries,
                       seal.number, seal.previous_hash, seal.hash
                  from ledger.seal
                  join ledger.transaction on transaction.transaction_id = seal.transaction_id
                 where seal.number > :number
                 order by seal.number
                 limit :most
                """)
                .param("number", number)
                .param("most", most)
                .query(CONTENT)
                .list();
    }

    void add(Seal seal, Instant now) {
        sql.sql("""
                insert into ledger.seal (number, transaction_id, previous_hash, hash, sealed_at)
                values (:number, :transaction, :previousHash, :hash, :now)
                """)
                .param("number", seal.number())
                .param("transaction", seal.transaction())
                .param("previousHash", seal.previousHash())
                .param("hash", seal.hash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable Seal sealOrNull(ResultSet row) throws SQLException {
        return row.getBytes("hash") == null ? null : seal(row);
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong("number"),
                row.getObject("transaction_id", UUID.class),
                row.getBytes("previous_hash"),
                row.getBytes("hash"));
    }
}
