package org.broadsheet.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.privacy.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one person. Template {@code receipt} stands for {@code templates/mail/receipt.html} and {@code templates/mail/text/receipt.txt}; both get
 * the model and, as {@code site}, the newsroom in the message's language.
 *
 * @param key makes it once: a second message with the same key is not sent ({@code receipt:<payment id>})
 * @param staleAfter when sending it makes no sense any more (a sign-in link), by the wall clock; null for never
 */
public record Message(
        String key,
        String template,
        EmailAddress to,
        Locale language,
        String subject,
        Map<String, Object> model,
        Urgency urgency,
        @Nullable Instant staleAfter) {

    public enum Urgency {
        /** Somebody sits in front of the screen and waits for it. */
        AWAITED,
        NORMAL
    }
}
