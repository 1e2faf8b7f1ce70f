package org.broadsheet.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.publication.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends what is queued, oldest and most awaited first. A message is leased before it is sent, so a crash between sending and
 * noting it repeats it at most once, and never loses it.
 */
@Component
class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int BATCH = 20;

    /** Two days of trying: what a mail server's bad weekend takes. */
    private static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private final MessageStore store;
    private final JavaMailSender sender;
    private final MailSettings settings;
    private final Privacy privacy;
    private final List<EnclosureSource> enclosures;
    private final Standing standing;
    private final Clock wall;

    Outbox(
            MessageStore store,
            JavaMailSender sender,
            MailSettings settings,
            Privacy privacy,
            List<EnclosureSource> enclosures,
            Standing standing,
            @Qualifier("wall") Clock wall) {
        this.store = store;
        this.sender = sender;
        this.settings = settings;
        this.privacy = privacy;
        this.enclosures = enclosures;
        this.standing = standing;
        this.wall = wall;
    }

    void add(Message message, String html, String text) {
        store.add(
                message,
                privacy.seal(MessageStore.RECIPIENT, message.to().value()),
                privacy.seal(MessageStore.SUBJECT, message.subject()),
                privacy.seal(MessageStore.HTML, html),
                privacy.seal(MessageStore.TEXT, text),
                wall.instant());
    }

    @Async
    @TransactionalEventListener(fallbackExecution = true)
    void onQueued(MessageQueued ring) {
        drain();
    }

    /** A copy of us writes to nobody; what waits is sent once an owner has said that it is none. */
    void drain() {
        if (!standing.mayAct()) {
            return;
        }
        List<QueuedMessage> leased;
        do {
            store.dropStale(wall.instant());
            leased = store.lease(wall.instant(), wall.instant().plus(LEASE), BATCH);
            leased.forEach(this::send);
        } while (!leased.isEmpty());
    }

    private void send(QueuedMessage message) {
        var files = filesFor(message);
        try {
            sender.send(mime -> {
                var helper = new MimeMessageHelper(mime, true, StandardCharsets.UTF_8.name());
                helper.setFrom(from());
                helper.setTo(privacy.open(MessageStore.RECIPIENT, message.recipient()));
                helper.setSubject(privacy.open(MessageStore.SUBJECT, message.subject()));
                helper.setText(
                        privacy.open(MessageStore.TEXT, message.text()),
                        privacy.open(MessageStore.HTML, message.html()));
                for (var file : files) {
                    helper.addAttachment(file.fileName(), new ByteArrayResource(file.content()), file.contentType());
                }
                mime.setHeader("Content-Language", message.language().toLanguageTag());
                mime.setHeader("Auto-Submitted", "auto-generated");
            });
            store.sent(message.id(), wall.instant());
        } catch (MailException e) {
            retryLater(message.id(), message.attempts(), e);
        }
    }

    /** The words are what the mail is for: they go out even when a file cannot be made. */
    private List<Enclosure> filesFor(QueuedMessage message) {
        var files = new ArrayList<Enclosure>();
        for (var source : enclosures) {
            try {
                source.of(message.key()).ifPresent(files::add);
            } catch (RuntimeException e) {
                LOG.error("Mail {} goes without its file", message.id(), e);
            }
        }
        return files;
    }

    private void retryLater(UUID id, int attempts, MailException failure) {
        // The class alone: a mail server's answer likes to repeat the address.
        LOG.warn(
                "Mail {} was not sent at attempt {}: {}",
                id,
                attempts,
                failure.getClass().getSimpleName());
        if (attempts > RETRIES.size()) {
            store.givenUp(id, wall.instant());
        } else {
            store.retryAt(id, wall.instant().plus(RETRIES.get(attempts - 1)));
        }
    }

    private InternetAddress from() throws MessagingException, UnsupportedEncodingException {
        var parsed = new InternetAddress(settings.from(), true);
        return new InternetAddress(parsed.getAddress(), parsed.getPersonal(), StandardCharsets.UTF_8.name());
    }
}
