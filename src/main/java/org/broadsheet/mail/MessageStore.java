package org.broadsheet.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.privacy.PersonalColumn;
import org.broadsheet.privacy.PersonalColumns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MessageStore implements PersonalColumns {
    private static final String WHY = "to send the mail";
    private static final String KEPT = "until it is sent or given up";

    static final PersonalColumn RECIPIENT = new PersonalColumn("mail.message.recipient_sealed", WHY, KEPT);
    static final PersonalColumn SUBJECT = new PersonalColumn("mail.message.subject_sealed", WHY, KEPT);
    static final PersonalColumn HTML = new PersonalColumn("mail.message.html_sealed", WHY, KEPT);
    static final PersonalColumn TEXT = new PersonalColumn("mail.message.text_sealed", WHY, KEPT);

    private static final RowMapper<QueuedMessage> QUEUED = (row, number) -> new QueuedMessage(
            row.getObject("message_id", UUID.class),
            row.getString("key"),
            Locale.of(row.getString("language")),
            row.getBytes("recipient_sealed"),
            row.getBytes("subject_sealed"),
            row.getBytes("html_sealed"),
            row.getBytes("text_sealed"),
            row.getInt("attempts"));

    private final JdbcClient sql;

    MessageStore(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<PersonalColumn> columns() {
        return List.of(RECIPIENT, SUBJECT, HTML, TEXT);
    }

    void add(Message message, byte[] recipient, byte[] subject, byte[] html, byte[] text, Instant now) {
        sql.sql("""
                insert into mail.message
                       (message_id, key, template, language, urgency, stale_after, recipient_sealed, subject_sealed,
                        html_sealed, text_sealed, state, attempts, next_attempt_at, created_at)
                values (uuidv7(), :key, :template, :language, :urgency, :staleAfter, :recipient, :subject,
                        :html, :text, 'queued', 0, :now, :now)
                on conflict (key) do nothing
                """)
                .param("key", message.key())
                .param("template", message.template())
                .param("language", message.language().getLanguage())
                .param("urgency", message.urgency().ordinal())
                .param("staleAfter", at(message.staleAfter()))
                .param("recipient", recipient)
                .param("subject", subject)
                .param("html", html)
                .param("text", text)
                .param("now", at(now))
                .update();
    }

    /** Locks what it takes, so that two copies never send the same message at once. */
    List<QueuedMessage> lease(Instant now, Instant until, int most) {
        return sql.sql("""
                update mail.message
                   set attempts = attempts + 1, next_attempt_at = :until
                 where message_id in (select message_id
                                        from mail.message
                                       where state = 'queued' and next_attempt_at <= :now
                                       order by urgency, created_at
                                       limit :most
                                         for update skip locked)
                returning message_id, key, language, recipient_sealed, subject_sealed, html_sealed, text_sealed, attempts
                """)
                .param("now", at(now))
                .param("until", at(until))
                .param("most", most)
                .query(QUEUED)
                .list();
    }

    void sent(UUID message, Instant now) {
        close(message, "sent", now);
    }

    void givenUp(UUID message, Instant now) {
        close(message, "given_up", now);
    }

    void retryAt(UUID message, Instant next) {
        sql.sql("""
                update mail.message
                   set next_attempt_at = :next
                 where message_id = :id
                """).param("next", at(next)).param("id", message).update();
    }

    void dropStale(Instant now) {
        sql.sql("""
                update mail.message
                   set state = 'stale', closed_at = :now, recipient_sealed = null, subject_sealed = null,
                       html_sealed = null, text_sealed = null
                 where state = 'queued' and stale_after < :now
                """).param("now", at(now)).update();
    }

    private void close(UUID message, String state, Instant now) {
        sql.sql("""
                update mail.message
                   set state = :state, closed_at = :now, recipient_sealed = null, subject_sealed = null,
                       html_sealed = null, text_sealed = null
                 where message_id = :id
                """)
                .param("state", state)
                .param("now", at(now))
                .param("id", message)
                .update();
    }

    private static java.time.@Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
