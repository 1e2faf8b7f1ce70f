package org.broadsheet.contributions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Ended;
import org.broadsheet.contributions.ContributionState.Given;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.contributions.ContributionState.Pending;
import org.broadsheet.contributions.Moves.Move;
import org.broadsheet.members.MemberId;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ContributionStore {
    private static final RowMapper<Contribution> CONTRIBUTION = (row, number) -> {
        var member = row.getObject("member_id", UUID.class);
        return new Contribution(
                row.getObject("contribution_id", UUID.class),
                row.getObject("promise_id", UUID.class),
                member == null ? null : new MemberId(member),
                Frequency.of(row.getString("frequency")),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                state(row),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "settled_at"),
                instant(row, "paid_until"),
                row.getInt("revision"));
    };

    private final JdbcClient sql;

    ContributionStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Contribution> ofPromise(UUID promise) {
        return sql.sql("""
                select contribution_id, promise_id, member_id, frequency, currency, amount_minor, state, created_at, started_at,
                       settled_at, paid_until, next_charge_at, past_due_since, attempts, next_attempt_at, stops_at, ended_at,
                       end_reason, paused_until, held_since, revision
                  from contributions.contribution
                 where promise_id = :promise
                """).param("promise", promise).query(CONTRIBUTION).optional();
    }

    Optional<Contribution> find(UUID id) {
        return sql.sql("""
                select contribution_id, promise_id, member_id, frequency, currency, amount_minor, state, created_at, started_at,
                       settled_at, paid_until, next_charge_at, past_due_since, attempts, next_attempt_at, stops_at, ended_at,
                       end_reason, paused_until, held_since, revision
                  from contributions.contribution
                 where contribution_id = :id
                """).param("id", id).query(CONTRIBUTION).optional();
    }

    /** Locks the supporter until the transaction ends, so that no two contributions of one begin at once. */
    void lockMember(MemberId member) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended('contributions.member:' || :member, 0))")
                .param("member", member.value().toString())
                .query((row, number) -> number)
                .single();
    }

    /** Those whose owners were asked before then and have not said what they meant. */
    List<Contribution> heldBefore(Instant then) {
        return sql.sql("""
                select contribution_id, promise_id, member_id, frequency, currency, amount_minor, state, created_at, started_at,
                       settled_at, paid_until, next_charge_at, past_due_since, attempts, next_attempt_at, stops_at, ended_at,
                       end_reason, paused_until, held_since, revision
                  from contributions.contribution
                 where state = 'held' and held_since < :then
                 order by held_since
                """).param("then", utc(then)).query(CONTRIBUTION).list();
    }

    /** Newest first. */
    List<Contribution> ofMember(MemberId member) {
        return sql.sql("""
                select contribution_id, promise_id, member_id, frequency, currency, amount_minor, state, created_at, started_at,
                       settled_at, paid_until, next_charge_at, past_due_since, attempts, next_attempt_at, stops_at, ended_at,
                       end_reason, paused_until, held_since, revision
                  from contributions.contribution
                 where member_id = :member
                 order by created_at desc, contribution_id desc
                """).param("member", member.value()).query(CONTRIBUTION).list();
    }

    UUID newId() {
        return sql.sql("select uuidv7()").query(UUID.class).single();
    }

    void save(Contribution contribution) {
        var columns = Columns.of(contribution.state());
        var member = contribution.member();
        sql.sql("""
                insert into contributions.contribution as c
                       (contribution_id, promise_id, member_id, frequency, currency, amount_minor, state, created_at, started_at,
                        settled_at, paid_until, next_charge_at, past_due_since, attempts, next_attempt_at, stops_at, ended_at,
                        end_reason, paused_until, held_since)
                values (:id, :promise, :member, :frequency, :currency, :amount, :state, :createdAt, :startedAt,
                        :settledAt, :paidUntil, :nextCharge, :since, :attempts, :nextAttempt, :stopsAt, :endedAt, :reason,
                        :pausedUntil, :heldSince)
                on conflict (contribution_id) do update
                   set member_id = excluded.member_id, frequency = excluded.frequency, amount_minor = excluded.amount_minor, state = excluded.state,
                       started_at = excluded.started_at, settled_at = excluded.settled_at, paid_until = excluded.paid_until,
                       next_charge_at = excluded.next_charge_at, past_due_since = excluded.past_due_since,
                       attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at, stops_at = excluded.stops_at,
                       ended_at = excluded.ended_at, end_reason = excluded.end_reason,
                       paused_until = excluded.paused_until, held_since = excluded.held_since
                """)
                .param("id", contribution.id())
                .param("promise", contribution.promise())
                .param("member", member == null ? null : member.value())
                .param("frequency", contribution.frequency().key())
                .param("currency", contribution.amount().currency().getCurrencyCode())
                .param("amount", contribution.amount().minorUnits())
                .param("state", columns.state())
                .param("createdAt", utc(contribution.createdAt()))
                .param("startedAt", utc(contribution.startedAt()))
                .param("settledAt", utc(contribution.settledAt()))
                .param("paidUntil", utc(contribution.paidUntil()))
                .param("nextCharge", utc(columns.nextCharge()))
                .param("since", utc(columns.since()))
                .param("attempts", columns.attempts())
                .param("nextAttempt", utc(columns.nextAttempt()))
                .param("stopsAt", utc(columns.stopsAt()))
                .param("endedAt", utc(columns.endedAt()))
                .param("reason", columns.reason())
                .param("pausedUntil", utc(columns.pausedUntil()))
                .param("heldSince", utc(columns.heldSince()))
                .update();
    }

    /** A fact that is told again after a crash adds no second line. */
    void add(Contribution contribution, Happening happening, Move move, Ground ground, Instant now) {
        var frequency = happening.frequency() == null ? contribution.frequency() : happening.frequency();
        sql.sql("""
                insert into contributions.contribution_event
                       (contribution_id, kind, at, frequency, currency, amount_delta_minor, payment_id, recorded_at, from_state,
                        to_state, asked_by_kind, asked_by_id, why, stripe_event_id, command_id)
                values (:contribution, :kind, :at, :frequency, :currency, :delta, :payment, :now, :from,
                        :to, :byKind, :byId, :why, :event, :command)
                on conflict do nothing
                """)
                .param("contribution", contribution.id())
                .param("kind", happening.kind().key())
                .param("at", utc(happening.at()))
                .param("frequency", frequency.key())
                .param("currency", contribution.amount().currency().getCurrencyCode())
                .param("delta", happening.deltaMinor())
                .param("payment", happening.payment())
                .param("now", utc(now))
                .param("from", move.from())
                .param("to", move.to())
                .param(
                        "byKind",
                        ground.by() == null ? null : ground.by().kind().name().toLowerCase(Locale.ROOT))
                .param("byId", ground.by() == null ? null : ground.by().id())
                .param("why", ground.why())
                .param("event", ground.cause().stripeEvent())
                .param("command", ground.cause().command())
                .update();
    }

    boolean knowsPayment(UUID payment) {
        return sql.sql("""
                select count(*) > 0
                  from contributions.contribution_event
                 where payment_id = :payment
                """).param("payment", payment).query(Boolean.class).single();
    }

    private static ContributionState state(ResultSet row) throws SQLException {
        return switch (row.getString("state")) {
            case "pending" -> new ContributionState.Pending();
            case "given" -> new ContributionState.Given();
            case "held" -> new ContributionState.Held(Objects.requireNonNull(instant(row, "held_since"), "held_since"));
            case "paused" ->
                new ContributionState.Paused(
                        instant(row, "paused_until"), instant(row, "next_charge_at"), instant(row, "stops_at"));
            case "active" -> new Active(instant(row, "next_charge_at"), instant(row, "stops_at"));
            case "past_due" ->
                new PastDue(
                        Objects.requireNonNull(instant(row, "past_due_since"), "past_due_since"),
                        row.getInt("attempts"),
                        instant(row, "next_attempt_at"),
                        instant(row, "next_charge_at"),
                        instant(row, "stops_at"));
            case "ended" ->
                new Ended(
                        Objects.requireNonNull(instant(row, "ended_at"), "ended_at"),
                        ContributionState.Reason.valueOf(
                                row.getString("end_reason").toUpperCase(Locale.ROOT)));
            default -> throw new IllegalStateException("No such state: " + row.getString("state"));
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** A state as its row has it. */
    private record Columns(
            String state,
            @Nullable Instant nextCharge,
            @Nullable Instant since,
            @Nullable Integer attempts,
            @Nullable Instant nextAttempt,
            @Nullable Instant stopsAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable Instant pausedUntil,
            @Nullable Instant heldSince) {

        static Columns of(ContributionState state) {
            return switch (state) {
                case Pending pending -> bare(state);
                case Given given -> bare(state);
                case ContributionState.Held held ->
                    new Columns(state.key(), null, null, null, null, null, null, null, null, held.since());
                case Active active ->
                    new Columns(
                            state.key(),
                            active.nextCharge(),
                            null,
                            null,
                            null,
                            active.stopsAt(),
                            null,
                            null,
                            null,
                            null);
                case ContributionState.Paused paused ->
                    new Columns(
                            state.key(),
                            paused.nextCharge(),
                            null,
                            null,
                            null,
                            paused.stopsAt(),
                            null,
                            null,
                            paused.until(),
                            null);
                case PastDue due ->
                    new Columns(
                            state.key(),
                            due.nextCharge(),
                            due.since(),
                            due.attempts(),
                            due.nextAttempt(),
                            due.stopsAt(),
                            null,
                            null,
                            null,
                            null);
                case Ended ended ->
                    new Columns(
                            state.key(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            ended.at(),
                            ended.reason().key(),
                            null,
                            null);
            };
        }

        private static Columns bare(ContributionState state) {
            return new Columns(state.key(), null, null, null, null, null, null, null, null, null);
        }
    }
}
