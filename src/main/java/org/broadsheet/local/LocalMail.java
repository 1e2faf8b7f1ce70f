package org.broadsheet.local;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mail as the mailbox page shows it.
 *
 * @param files the names of what came along
 */
public record LocalMail(
        String id,
        String from,
        String to,
        String subject,
        Instant sentAt,
        String html,
        String text,
        List<String> files) {

    static LocalMail of(String id, MimeMessage mail) throws MessagingException, IOException {
        var sent = mail.getSentDate();
        return new LocalMail(
                id,
                people((InternetAddress[]) mail.getFrom()),
                people((InternetAddress[]) mail.getRecipients(RecipientType.TO)),
                mail.getSubject() == null ? "" : mail.getSubject(),
                sent == null ? Instant.EPOCH : sent.toInstant(),
                part(mail, "text/html"),
                part(mail, "text/plain"),
                files(mail));
    }

    private static String people(InternetAddress @Nullable [] addresses) {
        return addresses == null
                ? ""
                : Arrays.stream(addresses).map(InternetAddress::toUnicodeString).collect(Collectors.joining(", "));
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.isMimeType("multipart/*")) {
            var parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static List<String> files(Part part) throws MessagingException, IOException {
        if (part.getFileName() != null) {
            return List.of(part.getFileName());
        }
        var names = new ArrayList<String>();
        if (part.isMimeType("multipart/*")) {
            var parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                names.addAll(files(parts.getBodyPart(i)));
            }
        }
        return List.copyOf(names);
    }
}
