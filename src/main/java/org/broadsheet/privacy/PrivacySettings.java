package org.broadsheet.privacy;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

@Validated
@ConfigurationProperties("broadsheet")
record PrivacySettings(@NotBlank String keyset) {
    @Override
    public String toString() {
        return "PrivacySettings[keyset hidden]";
    }
}
