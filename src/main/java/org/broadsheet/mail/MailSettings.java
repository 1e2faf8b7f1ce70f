package org.broadsheet.mail;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param smtpUrl {@code smtp://user:password@host:port} or {@code smtps://…}; user and password are percent-encoded
 * @param from the sender: an address, or a name and an address as in {@code The Meridian <letters@meridian.example>}
 */
@Validated
@ConfigurationProperties("broadsheet.mail")
record MailSettings(@NotNull URI smtpUrl, @NotBlank String from) {
    @Override
    public String toString() {
        return "MailSettings[secrets hidden]";
    }
}
