package org.broadsheet.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.broadsheet.reports.LedgerReport.AccountBalance;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the views of schema {@code reports} that tell of the books. */
@Repository
class LedgerViewStore {
    private static final RowMapper<LedgerMonth> MONTH = (row, number) -> new LedgerMonth(
            currency(row),
            YearMonth.from(row.getObject("month", LocalDate.class)),
            row.getLong("gross_minor"),
            row.getLong("fee_minor"),
            row.getLong("back_minor"),
            row.getLong("net_minor"));

    private static final RowMapper<AccountBalance> ACCOUNT = (row, number) -> new AccountBalance(
            row.getString("account"),
            row.getString("account_kind"),
            new Balance(row.getLong("balance_minor"), currency(row)));

    private static final RowMapper<Sum> SUM = (row, number) ->
            new Sum(new Balance(row.getLong("balance_minor"), currency(row)), row.getLong("unbalanced_transactions"));

    private static final RowMapper<EntryRow> ENTRY = (row, number) -> new EntryRow(
            row.getObject("transaction_id", UUID.class),
            row.getString("source"),
            row.getString("kind"),
            row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
            row.getObject("reference", UUID.class),
            row.getString("account"),
            new Balance(row.getLong("amount_minor"), currency(row)));

    private final JdbcClient sql;

    LedgerViewStore(@Qualifier("reports") JdbcClient sql) {
        this.sql = sql;
    }

    List<LedgerMonth> months(YearMonth until) {
        return sql.sql("""
                select currency, month, gross_minor, fee_minor, back_minor, net_minor
                  from reports.ledger_month
                 where month <= :until
                """).param("until", until.atDay(1)).query(MONTH).list();
    }

    List<AccountBalance> accounts() {
        return sql.sql("""
                select account, account_kind, currency, balance_minor
                  from reports.ledger_account
                 order by currency, array_position(array['asset', 'expense', 'income'], account_kind), account
                """).query(ACCOUNT).list();
    }

    List<Sum> sums() {
        return sql.sql("""
                select currency, balance_minor, unbalanced_transactions
                  from reports.ledger_sum
                 order by currency
                """).query(SUM).list();
    }

    long unbooked() {
        return sql.sql("""
                select count(*)
                  from reports.payment_unbooked
                """).query(Long.class).single();
    }

    long mismatches() {
        return sql.sql("""
                select count(*)
                  from reports.contribution_mismatch
                """).query(Long.class).single();
    }

    long transactions() {
        return sql.sql("""
                select count(distinct transaction_id)
                  from reports.ledger_entry
                """).query(Long.class).single();
    }

    List<EntryRow> latest(int size, long offset) {
        return sql.sql("""
                select transaction_id, source, kind, occurred_at, reference, account, currency, amount_minor
                  from reports.ledger_entry
                 where transaction_id in (select transaction_id
                                            from reports.ledger_entry
                                           group by transaction_id, occurred_at
                                           order by occurred_at desc, transaction_id desc
                                           limit :size offset :offset)
                 order by occurred_at desc, transaction_id desc, position
                """)
                .param("size", size)
                .param("offset", offset)
                .query(ENTRY)
                .list();
    }

    List<EntryRow> of(Collection<UUID> payments) {
        if (payments.isEmpty()) {
            return List.of();
        }
        return sql.sql("""
                select transaction_id, source, kind, occurred_at, reference, account, currency, amount_minor
                  from reports.ledger_entry
                 where reference in (:payments)
                 order by occurred_at, transaction_id, position
                """).param("payments", payments).query(ENTRY).list();
    }

    private static Currency currency(ResultSet row) throws SQLException {
        return Currency.getInstance(row.getString("currency"));
    }

    record LedgerMonth(Currency currency, YearMonth month, long gross, long fee, long back, long net) {}

    record Sum(Balance balance, long unbalanced) {}

    record EntryRow(
            UUID transaction,
            String source,
            String kind,
            Instant occurredAt,
            @Nullable UUID reference,
            String account,
            Balance amount) {}
}
