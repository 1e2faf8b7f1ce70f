package org.broadsheet.contributions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.PersonalColumn;
import org.broadsheet.privacy.PersonalColumns;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.publication.Frequency;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PromiseStore implements PersonalColumns {
    private static final String WHY = "to send the receipt and to find the account that a gift belongs to";
    private static final String KEPT = "as long as the record of the payment has to be kept by law";

    static final PersonalColumn EMAIL = new PersonalColumn("contributions.promise.email_sealed", WHY, KEPT);
    static final PersonalColumn EMAIL_INDEX = new PersonalColumn("contributions.promise.email_index", WHY, KEPT);
    static final PersonalColumn NAME = new PersonalColumn("contributions.promise.name_sealed", WHY, KEPT);

    private final JdbcClient sql;
    private final Privacy privacy;
    private final RowMapper<Promise> promise = this::promise;

    PromiseStore(JdbcClient sql, Privacy privacy) {
        this.sql = sql;
        this.privacy = privacy;
    }

    @Override
    public List<PersonalColumn> columns() {
        return List.of(EMAIL, EMAIL_INDEX, NAME);
    }

    /** Keeps it unless the same form has promised the same before: whichever click comes first decides. */
    void keep(
            String formKey,
            int attempt,
            Gift gift,
            LocalDate firstChargeOn,
            String text,
            byte[] payerBrowserHash,
            byte[] thanksHash,
            Instant now) {
        sql.sql("""
                insert into contributions.promise
                       (form_key, content_hash, attempt, frequency, currency, base_minor, fee_minor, amount_minor,
                        first_charge_on, anchor_day, language, promise_text, text_version, appeal_variant, article_slug,
                        payer_browser_hash, thanks_token_hash, email_sealed, email_index, name_sealed, created_at)
                values (:formKey, :contentHash, :attempt, :frequency, :currency, :base, :fee, :amount,
                        :firstChargeOn, :anchorDay, :language, :text, :textVersion, :appeal, :article,
                        :browser, :thanks, :email, :emailIndex, :name, :now)
                on conflict do nothing
                """)
                .param("formKey", formKey)
                .param("contentHash", gift.contentHash())
                .param("attempt", attempt)
                .param("frequency", gift.frequency().key())
                .param("currency", gift.base().currency().getCurrencyCode())
                .param("base", gift.base().minorUnits())
                .param("fee", gift.fee().minorUnits())
                .param("amount", gift.total().minorUnits())
                .param("firstChargeOn", firstChargeOn)
                .param("anchorDay", gift.frequency().recurs() ? firstChargeOn.getDayOfMonth() : null)
                .param("language", gift.language().toLanguageTag())
                .param("text", text)
                .param("textVersion", PromiseWords.VERSION)
                .param("appeal", gift.appeal())
                .param("article", gift.article())
                .param("browser", payerBrowserHash)
                .param("thanks", thanksHash)
                .param("email", privacy.seal(EMAIL, gift.email().value()))
                .param("emailIndex", privacy.blindIndex(gift.email()))
                .param("name", privacy.sealNullable(NAME, gift.name()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** One that carries our mark at Stripe and is not here: who promised it is told by its page. */
    void rebuild(UUID id, Frequency frequency, PromiseTerms terms, byte[] hash, Instant createdAt, Instant now) {
        sql.sql("""
                insert into contributions.promise
                       (promise_id, form_key, content_hash, attempt, frequency, currency, base_minor, fee_minor, amount_minor,
                        first_charge_on, anchor_day, language, promise_text, text_version, appeal_variant, article_slug,
                        payer_browser_hash, thanks_token_hash, created_at, rebuilt_at)
                values (:id, 'rebuilt:' || :id, :hash, 1, :frequency, :currency, :base, :fee, :amount,
                        :firstChargeOn, :anchorDay, :language, :text, :textVersion, :appeal, :article,
                        :hash, :hash, :createdAt, :now)
                on conflict do nothing
                """)
                .param("id", id)
                .param("hash", hash)
                .param("frequency", frequency.key())
                .param("currency", terms.base().currency().getCurrencyCode())
                .param("base", terms.base().minorUnits())
                .param("fee", terms.fee().minorUnits())
                .param("amount", terms.base().plus(terms.fee()).minorUnits())
                .param("firstChargeOn", terms.firstChargeOn())
                .param("anchorDay", frequency.recurs() ? terms.firstChargeOn().getDayOfMonth() : null)
                .param("language", terms.language().toLanguageTag())
                .param("text", terms.text())
                .param("textVersion", terms.textVersion())
                .param("appeal", terms.appeal())
                .param("article", terms.article())
                .param("createdAt", createdAt.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether a payment of then is from before the promise had to be known again. */
    boolean wasThankedBefore(UUID id, Instant at) {
        return sql.sql("""
                select count(*) > 0
                  from contributions.promise
                 where promise_id = :id and rebuilt_at > :at
                """)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** The latest attempt at what this form promised. */
    Optional<Promise> latest(String formKey, byte[] contentHash) {
        return sql.sql("""
                select promise_id, form_key, attempt, frequency, currency, base_minor, fee_minor, first_charge_on, language,
                       promise_text, appeal_variant, article_slug, payer_browser_hash, email_sealed, name_sealed, state, created_at
                  from contributions.promise
                 where form_key = :formKey and content_hash = :contentHash
                 order by attempt desc
                 limit 1
                """)
                .param("formKey", formKey)
                .param("contentHash", contentHash)
                .query(promise)
                .optional();
    }

    Optional<Promise> find(UUID id) {
        return sql.sql("""
                select promise_id, form_key, attempt, frequency, currency, base_minor, fee_minor, first_charge_on, language,
                       promise_text, appeal_variant, article_slug, payer_browser_hash, email_sealed, name_sealed, state, created_at
                  from contributions.promise
                 where promise_id = :id
                """).param("id", id).query(promise).optional();
    }

    /** Locks it, so that the facts about one promise are told one after another. */
    Optional<Promise> lock(UUID id) {
        return sql.sql("""
                select promise_id, form_key, attempt, frequency, currency, base_minor, fee_minor, first_charge_on, language,
                       promise_text, appeal_variant, article_slug, payer_browser_hash, email_sealed, name_sealed, state, created_at
                  from contributions.promise
                 where promise_id = :id
                   for update
                """).param("id", id).query(promise).optional();
    }

    Optional<Promise> thankedBy(byte[] thanksHash) {
        return sql.sql("""
                select promise_id, form_key, attempt, frequency, currency, base_minor, fee_minor, first_charge_on, language,
                       promise_text, appeal_variant, article_slug, payer_browser_hash, email_sealed, name_sealed, state, created_at
                  from contributions.promise
                 where thanks_token_hash = :hash
                """).param("hash", thanksHash).query(promise).optional();
    }

    /** What the same browser promised earlier and has not paid. */
    List<UUID> openBefore(Promise newer) {
        return sql.sql("""
                select promise_id
                  from contributions.promise
                 where payer_browser_hash = :browser and state = 'open' and promise_id < :newer
                """)
                .param("browser", newer.payerBrowserHash())
                .param("newer", newer.id())
                .query((row, number) -> row.getObject("promise_id", UUID.class))
                .list();
    }

    void close(UUID id, Promise.State state, Instant at) {
        sql.sql("""
                update contributions.promise
                   set state = :state, closed_at = :at
                 where promise_id = :id and state <> 'completed' and state <> :state
                """)
                .param("state", state.key())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private Promise promise(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var email = privacy.openNullable(EMAIL, row.getBytes("email_sealed"));
        return new Promise(
                row.getObject("promise_id", UUID.class),
                row.getString("form_key"),
                row.getInt("attempt"),
                Frequency.of(row.getString("frequency")),
                Money.of(row.getLong("base_minor"), currency),
                Money.of(row.getLong("fee_minor"), currency),
                row.getObject("first_charge_on", LocalDate.class),
                Locale.forLanguageTag(row.getString("language")),
                row.getString("promise_text"),
                row.getString("appeal_variant"),
                row.getString("article_slug"),
                row.getBytes("payer_browser_hash"),
                email == null ? null : new EmailAddress(email),
                privacy.openNullable(NAME, row.getBytes("name_sealed")),
                Promise.State.of(row.getString("state")),
                row.getTimestamp("created_at").toInstant());
    }
}
