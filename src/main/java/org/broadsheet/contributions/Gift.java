package org.broadsheet.contributions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Objects;
import org.broadsheet.money.Money;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * What a reader decided to give, checked.
 *
 * @param base what is for the newsroom
 * @param fee what the reader adds for the card fee; often zero
 */
record Gift(
        Frequency frequency,
        Money base,
        Money fee,
        EmailAddress email,
        @Nullable String name,
        Locale language,
        @Nullable String article,
        @Nullable String appeal) {

    Money total() {
        return base.plus(fee);
    }

    /** Equal for equal gifts: together with the form's key it makes twenty clicks one promise. */
    byte[] contentHash() {
        var content = String.join(
                "\n",
                frequency.key(),
                base.currency().getCurrencyCode(),
                String.valueOf(base.minorUnits()),
                String.valueOf(fee.minorUnits()),
                email.value(),
                Objects.requireNonNullElse(name, ""),
                language.toLanguageTag(),
                Objects.requireNonNullElse(article, ""),
                Objects.requireNonNullElse(appeal, ""));
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
