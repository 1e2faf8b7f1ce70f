package org.broadsheet.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.broadsheet.local.LocalMail;
import org.broadsheet.local.MailFolder;

/** Somebody's mails, as they came in over SMTP. */
final class Mailbox {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ALL = 1_000;

    private final MailFolder folder;
    private final String address;

    Mailbox(MailFolder folder, String address) {
        this.folder = folder;
        this.address = address;
    }

    /** Newest first. */
    List<LocalMail> mails() {
        return folder.newest(ALL).stream()
                .filter(mail -> mail.to().contains(address))
                .toList();
    }

    /** The newest mail, once there are so many. */
    LocalMail newestOf(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(mails()).hasSizeGreaterThanOrEqualTo(count));
        assertThat(mails()).hasSize(count);
        return mails().getFirst();
    }

    static String link(LocalMail mail, String path) {
        return found(mail, Pattern.compile("http://\\S+" + Pattern.quote(path) + "\\S+"));
    }

    static String code(LocalMail mail) {
        return found(
                mail,
                Pattern.compile("\\b[A-Z0-9]{4}-[A-Z0-9]{4}\\b(?!-)", Pattern.MULTILINE),
                "(?m)^.*(?:[Cc]ode|код).*$(?:\\s+)?.*");
    }

    private static String found(LocalMail mail, Pattern pattern) {
        var matcher = pattern.matcher(mail.text());
        assertThat(matcher.find()).as("%s in %s", pattern, mail.text()).isTrue();
        return matcher.group();
    }

    private static String found(LocalMail mail, Pattern pattern, String near) {
        var paragraph = Pattern.compile(near).matcher(mail.text());
        while (paragraph.find()) {
            var matcher = pattern.matcher(paragraph.group());
            if (matcher.find()) {
                return matcher.group();
            }
        }
        throw new AssertionError("No code in " + mail.text());
    }
}
