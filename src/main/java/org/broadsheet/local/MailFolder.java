package org.broadsheet.local;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Mails as files: one {@code .eml} each, named by the moment it came, so that the folder sorts itself. */
public final class MailFolder {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final Pattern ID = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9]{3}-[0-9]{4}");
    private static final Session SESSION = Session.getInstance(new Properties());

    private final Path folder;
    private final Clock wall;
    private final AtomicLong number = new AtomicLong();

    public MailFolder(Path folder, Clock wall) {
        this.folder = folder;
        this.wall = wall;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deliver(byte[] mail) {
        var id = STAMP.format(wall.instant()) + "-%04d".formatted(number.incrementAndGet() % 10_000);
        try {
            // Whoever lists the folder sees whole mails only.
            var aside = Files.write(folder.resolve(id + ".part"), mail);
            Files.move(aside, folder.resolve(id + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Newest first. */
    public List<LocalMail> newest(int most) {
        try (var files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".eml"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .limit(most)
                    .map(this::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<LocalMail> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        var file = folder.resolve(id + ".eml");
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private LocalMail read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return LocalMail.of(file.getFileName().toString().replace(".eml", ""), new MimeMessage(SESSION, in));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("Not a mail: " + file.getFileName(), e);
        }
    }
}
