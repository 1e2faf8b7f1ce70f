package org.broadsheet.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import org.broadsheet.reports.ProofReport.Difference;
import org.broadsheet.reports.ProofReport.OfCurrency;
import org.broadsheet.reports.ProofReport.Payout;
import org.broadsheet.reports.ProofReport.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the views of schema {@code reports} that tell whether our books are Stripe's. */
@Repository
class ProofViewStore {
    private static final RowMapper<OfCurrency> CURRENCY = (row, number) -> new OfCurrency(
            currency(row),
            new Balance(row.getLong("stripe_minor"), currency(row)),
            new Balance(row.getLong("ledger_minor"), currency(row)),
            row.getObject("proved_at", OffsetDateTime.class).toInstant());

    private static final RowMapper<Difference> DIFFERENCE = (row, number) ->
            new Difference(row.getString("source"), balance(row, "stripe_minor"), balance(row, "ledger_minor"));

    private static final RowMapper<Payout> PAYOUT = (row, number) -> new Payout(
            row.getString("payout_id"),
            row.getObject("made_at", OffsetDateTime.class).toInstant(),
            new Balance(row.getLong("amount_minor"), currency(row)),
            row.getObject("movements", Integer.class),
            balance(row, "ledger_minor"));

    private final JdbcClient sql;

    ProofViewStore(@Qualifier("reports") JdbcClient sql) {
        this.sql = sql;
    }

    List<OfCurrency> currencies() {
        return sql.sql("""
                select currency, stripe_minor, ledger_minor, proved_at
                  from reports.proof
                 order by currency
                """).query(CURRENCY).list();
    }

    List<Difference> differences() {
        return sql.sql("""
                select currency, source, stripe_minor, ledger_minor
                  from reports.proof_difference
                 order by currency, source
                 limit 200
                """).query(DIFFERENCE).list();
    }

    List<Payout> payouts() {
        return sql.sql("""
                select payout_id, currency, amount_minor, made_at, movements, ledger_minor
                  from reports.payout
                 order by made_at desc, payout_id
                 limit 40
                """).query(PAYOUT).list();
    }

    @Nullable
    Seal seal() {
        return sql.sql("""
                select number, hash
                  from reports.ledger_seal
                 order by number desc
                 limit 1
                """)
                .query((row, number) -> new Seal(row.getLong("number"), row.getString("hash")))
                .optional()
                .orElse(null);
    }

    private static Currency currency(ResultSet row) throws SQLException {
        return Currency.getInstance(row.getString("currency"));
    }

    private static @Nullable Balance balance(ResultSet row, String column) throws SQLException {
        long minor = row.getLong(column);
        return row.wasNull() ? null : new Balance(minor, currency(row));
    }
}
