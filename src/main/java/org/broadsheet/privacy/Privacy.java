package org.broadsheet.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Seals personal columns, finds them again by blind index, and signs what we hand out and want back unchanged. */
@Service
public class Privacy {
    private final Keyset keys;

    Privacy(PrivacySettings settings) {
        this.keys = Keyset.parse(settings.keyset());
    }

    public byte[] seal(PersonalColumn column, String plain) {
        return keys.encrypt(plain.getBytes(StandardCharsets.UTF_8), column.name());
    }

    public byte @Nullable [] sealNullable(PersonalColumn column, @Nullable String plain) {
        return plain == null ? null : seal(column, plain);
    }

    /** @throws IllegalStateException when it was sealed for another column or changed since */
    public String open(PersonalColumn column, byte[] sealed) {
        return new String(keys.decrypt(sealed, column.name()), StandardCharsets.UTF_8);
    }

    public @Nullable String openNullable(PersonalColumn column, byte @Nullable [] sealed) {
        return sealed == null ? null : open(column, sealed);
    }

    /** Equal for equal addresses whatever their case, and tells nothing without the key. */
    public byte[] blindIndex(EmailAddress address) {
        return keys.derive("blind index: e-mail", address.normalized());
    }

    /** The same for the same text and purpose, and no way back without the key: for what is too short to be hashed plainly. */
    public byte[] fingerprint(String purpose, String text) {
        return keys.derive("fingerprint: " + purpose, text);
    }

    /** The text with a signature that only we can make, safe in a cookie or an address. Anybody can read the text. */
    public String sign(String purpose, String text) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(keys.derive("signature: " + purpose, text));
    }

    /** The text again, or nothing when it was not signed by us for this purpose. */
    public Optional<String> verify(String purpose, String signed) {
        int dot = signed.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(signed.substring(0, dot)), StandardCharsets.UTF_8);
            var signature = Base64.getUrlDecoder().decode(signed.substring(dot + 1));
            return MessageDigest.isEqual(signature, keys.derive("signature: " + purpose, text))
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (IllegalArgumentException ignored) {
            return Optional.empty();
        }
    }
}
