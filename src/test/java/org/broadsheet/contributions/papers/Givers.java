package org.broadsheet.contributions.papers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People who give, as far as their papers need them: a promise and its contribution in the database. */
final class Givers {
    static final Instant NOVEMBER = Instant.parse("2026-11-23T09:00:00Z");

    private final JdbcClient sql;

    Givers(JdbcClient sql) {
        this.sql = sql;
    }

    /** @return the id of a monthly contribution that runs since November 23, 2026 */
    UUID monthly(@Nullable MemberId member) {
        var promise = sql.sql("""
                insert into contributions.promise
                       (form_key, content_hash, frequency, currency, base_minor, fee_minor, amount_minor, first_charge_on,
                        anchor_day, language, promise_text, text_version, payer_browser_hash, thanks_token_hash, state,
                        created_at, closed_at)
                values (:key, :hash, 'monthly', 'EUR', 500, 0, 500, '2026-11-23', 23, 'en', '€5 a month', 1, :hash, :hash,
                        'completed', :at, :at)
                returning promise_id
                """)
                .param("key", Token.random().value())
                .param("hash", Token.random().hash())
                .param("at", NOVEMBER.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
        return sql.sql("""
                insert into contributions.contribution
                       (promise_id, member_id, frequency, currency, amount_minor, state, created_at, started_at, settled_at,
                        ended_at, end_reason)
                select :promise, :member, 'monthly', 'EUR', 500, case when other then 'ended' else 'active' end, :at, :at, :at,
                       case when other then :at end, case when other then 'stopped' end
                  from (select exists (select 1 from contributions.contribution where member_id = :member) as other) before
                returning contribution_id
                """)
                .param("promise", promise)
                .param("member", member == null ? null : member.value())
                .param("at", NOVEMBER.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    static Receipt.Draft draft(UUID contribution, Instant paidAt) {
        return draft(contribution, paidAt, Locale.ENGLISH);
    }

    static Receipt.Draft draft(UUID contribution, Instant paidAt, Locale language) {
        return new Receipt.Draft(
                UUID.randomUUID(),
                contribution,
                Frequency.MONTHLY,
                Money.of(500, "EUR"),
                Money.of(33, "EUR"),
                paidAt,
                "Visa 4242",
                language,
                language.getLanguage().equals("ru")
                        ? "5 € сегодня, затем 5 € 23-го числа каждого месяца."
                        : "€5 today, then €5 on the 23rd of each month.",
                LocalDate.of(2026, 11, 23));
    }
}
