package org.broadsheet.publication;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param baseUrl the address that readers use; links in mails are built from it alone, never from a request
 * @param demo whether the demo newsroom is laid out at the first start
 */
@Validated
@ConfigurationProperties("broadsheet")
record PublicationSettings(
        @NotNull URI baseUrl, @DefaultValue("false") boolean demo) {
    PublicationSettings {
        var text = baseUrl.toString();
        if (text.endsWith("/")) {
            baseUrl = URI.create(text.substring(0, text.length() - 1));
        }
    }
}
