package org.broadsheet.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.broadsheet.reports.RowPage.Paid;
import org.broadsheet.reports.RowPage.Row;
import org.broadsheet.reports.RowPage.Total;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Reads the views of schema {@code reports} that tell of supporters and their payments. */
@Repository
class ReportStore {
    private static final RowMapper<RecurringMonth> RECURRING_MONTH = (row, number) -> new RecurringMonth(
            currency(row, "currency"),
            Frequency.of(row.getString("frequency")),
            month(row),
            row.getLong("delta_minor"),
            row.getLong("gained_minor"),
            row.getLong("lost_minor"),
            row.getLong("raised_minor"),
            row.getLong("lowered_minor"),
            row.getLong("heads_gained"),
            row.getLong("heads_lost"));

    private static final RowMapper<SupporterMonth> SUPPORTER_MONTH = (row, number) ->
            new SupporterMonth(month(row), row.getLong("gained"), row.getLong("stopped"), row.getLong("unpaid"));

    private static final RowMapper<PaymentMonth> PAYMENT_MONTH = (row, number) -> new PaymentMonth(
            currency(row, "currency"),
            month(row),
            row.getLong("payments"),
            row.getLong("received_minor"),
            row.getLong("gifts"),
            row.getLong("givers"),
            row.getLong("given_once_minor"));

    private static final RowMapper<Total> TOTAL = (row, number) -> {
        var currency = currency(row, "currency");
        return new Total(
                currency,
                row.getLong("rows"),
                row.getLong("heads"),
                new Money(row.getLong("once_minor"), currency),
                new Money(row.getLong("monthly_minor"), currency),
                new Money(row.getLong("annual_minor"), currency));
    };

    private static final RowMapper<Row> ROW = (row, number) -> new Row(
            row.getObject("at", OffsetDateTime.class).toInstant(),
            Frequency.of(row.getString("frequency")),
            new Money(row.getLong("amount_minor"), currency(row, "currency")),
            row.getString("state"),
            row.getBoolean("head"),
            row.getString("subscription_id"),
            paid(row));

    private final JdbcClient sql;

    ReportStore(@Qualifier("reports") JdbcClient sql) {
        this.sql = sql;
    }

    List<RecurringMonth> recurringMonths(YearMonth until) {
        return sql.sql("""
                select currency, frequency, month, delta_minor, gained_minor, lost_minor, raised_minor, lowered_minor,
                       heads_gained, heads_lost
                  from reports.recurring_month
                 where month <= :until
                """)
                .param("until", until.atDay(1))
                .query(RECURRING_MONTH)
                .list();
    }

    List<SupporterMonth> supporterMonths(YearMonth until) {
        return sql.sql("""
                select month, gained, stopped, unpaid
                  from reports.supporter_month
                 where month <= :until
                """)
                .param("until", until.atDay(1))
                .query(SUPPORTER_MONTH)
                .list();
    }

    List<PaymentMonth> paymentMonths(YearMonth until) {
        return sql.sql("""
                select currency, month, payments, received_minor, gifts, givers, given_once_minor
                  from reports.payment_month
                 where month <= :until
                """).param("until", until.atDay(1)).query(PAYMENT_MONTH).list();
    }

    /** What recurs at the end of a month, contribution by contribution; a supporter counts with the one that began first. */
    List<Row> recurring(RowQuery query) {
        return bound(sql.sql("""
                with row as (
                    select started_at as at, frequency, currency, amount_minor, state_now, contribution_id, promise_id,
                           row_number() over (partition by supporter order by started_at, contribution_id) = 1 as head
                      from reports.recurring_movement
                     where month <= :month and (next_month is null or next_month > :month) and amount_minor > 0
                       and (cast(:currency as text) is null or currency = :currency)
                     order by %s, contribution_id
                     limit :size offset :offset
                )
                select row.at, row.frequency, row.currency, row.amount_minor, row.state_now as state, row.head,
                       paid.subscription_id, paid.payment_id, paid.paid_at, paid.amount_minor as paid_minor,
                       paid.state as paid_state, paid.settled_currency, paid.fee_minor, paid.net_minor,
                       paid.payment_intent_id, paid.charge_id, paid.invoice_id, paid.balance_transaction_id
                  from row
                  left join lateral (
                      select subscription_id, payment_id, paid_at, amount_minor, state, settled_currency, fee_minor, net_minor,
                             payment_intent_id, charge_id, invoice_id, balance_transaction_id
                        from reports.payment_received
                       where promise_id = row.promise_id and month <= :month
                       order by paid_at desc
                       limit 1) paid on true
                 order by %s, row.contribution_id
                """.formatted(order(query, "started_at", ""), order(query, "at", "row."))), query)
                .query(ROW)
                .list();
    }

    List<Total> recurringTotals(RowQuery query) {
        return bound(sql.sql("""
                select currency, count(*) as rows, count(distinct supporter) as heads, 0 as once_minor,
                       coalesce(sum(amount_minor) filter (where frequency = 'monthly'), 0) as monthly_minor,
                       coalesce(sum(amount_minor) filter (where frequency = 'annual'), 0) as annual_minor
                  from reports.recurring_movement
                 where month <= :month and (next_month is null or next_month > :month) and amount_minor > 0
                   and (cast(:currency as text) is null or currency = :currency)
                 group by currency
                 order by currency
                """), query).query(TOTAL).list();
    }

    long recurringHeads(RowQuery query) {
        return bound(sql.sql("""
                select count(distinct supporter)
                  from reports.recurring_movement
                 where month <= :month and (next_month is null or next_month > :month) and amount_minor > 0
                   and (cast(:currency as text) is null or currency = :currency)
                """), query).query(Long.class).single();
    }

    /** Contributions that began (step 1) or ended (-1) in a month. */
    List<Row> steps(RowQuery query, int step) {
        return bound(
                        sql.sql("""
                with row as (
                    select at, frequency, currency, abs(delta_minor) as amount_minor, state_now, event_id, promise_id,
                           case when cast(:currency as text) is null then heads_overall else heads end <> 0 as head
                      from reports.recurring_movement
                     where month = :month and step = :step
                       and (cast(:currency as text) is null or currency = :currency)
                     order by %s, event_id
                     limit :size offset :offset
                )
                select row.at, row.frequency, row.currency, row.amount_minor, row.state_now as state, row.head,
                       paid.subscription_id, paid.payment_id, paid.paid_at, paid.amount_minor as paid_minor,
                       paid.state as paid_state, paid.settled_currency, paid.fee_minor, paid.net_minor,
                       paid.payment_intent_id, paid.charge_id, paid.invoice_id, paid.balance_transaction_id
                  from row
                  left join lateral (
                      select subscription_id, payment_id, paid_at, amount_minor, state, settled_currency, fee_minor, net_minor,
                             payment_intent_id, charge_id, invoice_id, balance_transaction_id
                        from reports.payment_received
                       where promise_id = row.promise_id and paid_at <= row.at
                       order by paid_at desc
                       limit 1) paid on true
                 order by %s, row.event_id
                """.formatted(order(query, "at", ""), order(query, "at", "row.")))
                                .param("step", step),
                        query)
                .query(ROW)
                .list();
    }

    List<Total> stepTotals(RowQuery query, int step) {
        return bound(sql.sql("""
                select currency, count(*) as rows,
                       count(*) filter (where case when cast(:currency as text) is null then heads_overall else heads end <> 0)
                           as heads,
                       0 as once_minor,
                       coalesce(sum(abs(delta_minor)) filter (where frequency = 'monthly'), 0) as monthly_minor,
                       coalesce(sum(abs(delta_minor)) filter (where frequency = 'annual'), 0) as annual_minor
                  from reports.recurring_movement
                 where month = :month and step = :step
                   and (cast(:currency as text) is null or currency = :currency)
                 group by currency
                 order by currency
                """).param("step", step), query).query(TOTAL).list();
    }

    /** Payments of a month; of single gifts alone when {@code frequency} says so. A giver counts with the first of the month. */
    List<Row> payments(RowQuery query, @Nullable Frequency frequency) {
        return bound(sql.sql("""
                select paid_at as at, frequency, currency, amount_minor, state,
                       row_number() over (partition by supporter order by paid_at, payment_id) = 1 as head,
                       subscription_id, payment_id, paid_at, amount_minor as paid_minor, state as paid_state,
                       settled_currency, fee_minor, net_minor, payment_intent_id, charge_id, invoice_id, balance_transaction_id
                  from reports.payment_received
                 where month = :month
                   and (cast(:frequency as text) is null or frequency = :frequency)
                   and (cast(:currency as text) is null or currency = :currency)
                 order by %s, payment_id
                 limit :size offset :offset
                """.formatted(order(query, "paid_at", ""))).param("frequency", key(frequency)), query)
                .query(ROW)
                .list();
    }

    List<Total> paymentTotals(RowQuery query, @Nullable Frequency frequency) {
        return bound(sql.sql("""
                select currency, count(*) as rows, count(distinct supporter) as heads,
                       coalesce(sum(amount_minor) filter (where frequency = 'once'), 0) as once_minor,
                       coalesce(sum(amount_minor) filter (where frequency = 'monthly'), 0) as monthly_minor,
                       coalesce(sum(amount_minor) filter (where frequency = 'annual'), 0) as annual_minor
                  from reports.payment_received
                 where month = :month
                   and (cast(:frequency as text) is null or frequency = :frequency)
                   and (cast(:currency as text) is null or currency = :currency)
                 group by currency
                 order by currency
                """).param("frequency", key(frequency)), query)
                .query(TOTAL)
                .list();
    }

    long paymentHeads(RowQuery query, @Nullable Frequency frequency) {
        return bound(sql.sql("""
                select count(distinct supporter)
                  from reports.payment_received
                 where month = :month
                   and (cast(:frequency as text) is null or frequency = :frequency)
                   and (cast(:currency as text) is null or currency = :currency)
                """).param("frequency", key(frequency)), query)
                .query(Long.class)
                .single();
    }

    private static StatementSpec bound(StatementSpec statement, RowQuery query) {
        return statement
                .param("month", query.firstDay())
                .param("currency", query.currencyCode())
                .param("size", RowQuery.SIZE)
                .param("offset", query.offset());
    }

    /** Amounts of different currencies cannot be compared, so each currency's stand together. */
    private static String order(RowQuery query, String date, String prefix) {
        var direction = query.descending() ? " desc" : "";
        return switch (query.sort()) {
            case DATE -> prefix + date + direction;
            case AMOUNT -> prefix + "currency, " + prefix + "amount_minor" + direction + ", " + prefix + date + " desc";
        };
    }

    private static @Nullable String key(@Nullable Frequency frequency) {
        return frequency == null ? null : frequency.key();
    }

    private static @Nullable Paid paid(ResultSet row) throws SQLException {
        var id = row.getObject("payment_id", UUID.class);
        if (id == null) {
            return null;
        }
        var settled = row.getString("settled_currency");
        return new Paid(
                id,
                row.getObject("paid_at", OffsetDateTime.class).toInstant(),
                new Money(row.getLong("paid_minor"), currency(row, "currency")),
                row.getString("paid_state"),
                settled == null ? null : Money.of(row.getLong("fee_minor"), settled),
                settled == null ? null : new Balance(row.getLong("net_minor"), Currency.getInstance(settled)),
                row.getString("payment_intent_id"),
                row.getString("charge_id"),
                row.getString("invoice_id"),
                row.getString("balance_transaction_id"),
                List.of());
    }

    private static Currency currency(ResultSet row, String column) throws SQLException {
        return Currency.getInstance(row.getString(column));
    }

    private static YearMonth month(ResultSet row) throws SQLException {
        return YearMonth.from(row.getObject("month", LocalDate.class));
    }

    /** Amounts of one frequency, in full. */
    record RecurringMonth(
            Currency currency,
            Frequency frequency,
            YearMonth month,
            long delta,
            long gained,
            long lost,
            long raised,
            long lowered,
            long headsGained,
            long headsLost) {}

    record SupporterMonth(YearMonth month, long gained, long stopped, long unpaid) {}

    record PaymentMonth(
            Currency currency, YearMonth month, long payments, long received, long gifts, long givers, long once) {}

    /** For {@link LedgerViewStore}. */
    static List<UUID> ids(Collection<Row> rows) {
        return rows.stream()
                .map(Row::payment)
                .filter(each -> each != null)
                .map(Paid::id)
                .toList();
    }
}
