package org.broadsheet.contributions.papers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReceiptStore {
    private static final RowMapper<Receipt> RECEIPT = (row, number) -> {
        var currency = row.getString("currency");
        return new Receipt(
                row.getObject("payment_id", UUID.class),
                row.getObject("contribution_id", UUID.class),
                new ReceiptNumber(row.getInt("year"), row.getInt("number")),
                Frequency.of(row.getString("frequency")),
                Money.of(row.getLong("base_minor"), currency),
                Money.of(row.getLong("fee_minor"), currency),
                row.getTimestamp("paid_at").toInstant(),
                row.getString("card"),
                Locale.forLanguageTag(row.getString("language")),
                row.getString("promise_text"),
                row.getObject("promised_on", LocalDate.class));
    };

    private final JdbcClient sql;

    ReceiptStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Holds the year until the transaction ends: whoever rolls back gives the number back before anybody else can take one. */
    int next(int year) {
        return sql.sql("""
                insert into contributions.receipt_year as y (year, last_number)
                values (:year, 1)
                on conflict (year) do update
                   set last_number = y.last_number + 1
                returning last_number
                """).param("year", year).query(Integer.class).single();
    }

    void add(Receipt receipt, Instant now) {
        sql.sql("""
                insert into contributions.receipt
                       (payment_id, contribution_id, year, number, frequency, currency, base_minor, fee_minor, amount_minor,
                        paid_at, card, language, promise_text, promised_on, issued_at)
                values (:payment, :contribution, :year, :number, :frequency, :currency, :base, :fee, :amount,
                        :paidAt, :card, :language, :promise, :promisedOn, :now)
                """)
                .param("payment", receipt.payment())
                .param("contribution", receipt.contribution())
                .param("year", receipt.number().year())
                .param("number", receipt.number().number())
                .param("frequency", receipt.frequency().key())
                .param("currency", receipt.base().currency().getCurrencyCode())
                .param("base", receipt.base().minorUnits())
                .param("fee", receipt.fee().minorUnits())
                .param("amount", receipt.total().minorUnits())
                .param("paidAt", receipt.paidAt().atOffset(ZoneOffset.UTC))
                .param("card", receipt.card())
                .param("language", receipt.language().toLanguageTag())
                .param("promise", receipt.promise())
                .param("promisedOn", receipt.promisedOn())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Receipt> of(UUID payment) {
        return sql.sql("""
                select payment_id, contribution_id, year, number, frequency, currency, base_minor, fee_minor, paid_at, card,
                       language, promise_text, promised_on
                  from contributions.receipt
                 where payment_id = :payment
                """).param("payment", payment).query(RECEIPT).optional();
    }

    /** Newest first. */
    List<Receipt> of(MemberId member) {
        return sql.sql("""
                select payment_id, contribution_id, year, number, r.frequency, r.currency, base_minor, fee_minor, paid_at, card,
                       language, promise_text, promised_on
                  from contributions.receipt r
                  join contributions.contribution c using (contribution_id)
                 where c.member_id = :member
                 order by paid_at desc, year desc, number desc
                """).param("member", member.value()).query(RECEIPT).list();
    }

    /** Everybody who paid within the time. */
    List<MemberId> givers(Instant from, Instant to) {
        return sql.sql("""
                select distinct c.member_id
                  from contributions.receipt r
                  join contributions.contribution c using (contribution_id)
                 where r.paid_at >= :from and r.paid_at < :to and c.member_id is not null
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new MemberId(row.getObject("member_id", UUID.class)))
                .list();
    }

    Optional<MemberId> memberOf(UUID payment) {
        return sql.sql("""
                select c.member_id
                  from contributions.receipt r
                  join contributions.contribution c using (contribution_id)
                 where r.payment_id = :payment and c.member_id is not null
                """)
                .param("payment", payment)
                .query((row, number) -> new MemberId(row.getObject("member_id", UUID.class)))
                .optional();
    }
}
