package org.broadsheet.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * The two keys that everything personal hangs on: one that seals columns, one that derives indexes and signatures. They live
 * outside the database, in one setting, so that a stolen dump alone is unreadable.
 */
public final class Keyset {
    static {
        try {
            AeadConfig.register();
            TinkConfig.register();
        } catch (GeneralSecurityException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Aead aead;
    private final PrfSet prf;

    private Keyset(Aead aead, PrfSet prf) {
        this.aead = aead;
        this.prf = prf;
    }

    /** A new one, as the text that the setting {@code BROADSHEET_KEYSET} takes. */
    public static String generate() {
        try {
            return write(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM))
                    + "."
                    + write(KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No keyset could be made", e);
        }
    }

    /** @throws IllegalArgumentException when the text is no keyset; its message never contains the text */
    public static Keyset parse(String text) {
        var parts = text.strip().split("\\.", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("Not a keyset");
        }
        try {
            return new Keyset(
                    read(parts[0]).getPrimitive(RegistryConfiguration.get(), Aead.class),
                    read(parts[1]).getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (GeneralSecurityException | IllegalArgumentException ignored) {
            throw new IllegalArgumentException("Not a keyset");
        }
    }

    byte[] encrypt(byte[] plain, String context) {
        try {
            return aead.encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not seal for " + context, e);
        }
    }

    byte[] decrypt(byte[] sealed, String context) {
        try {
            return aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Does not open as " + context, e);
        }
    }

    byte[] derive(String purpose, String text) {
        try {
            return prf.computePrimary((purpose + "\n" + text).getBytes(StandardCharsets.UTF_8), 32);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not derive for " + purpose, e);
        }
    }

    private static String write(KeysetHandle handle) throws GeneralSecurityException {
        var json = TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static KeysetHandle read(String text) throws GeneralSecurityException {
        var json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    }
}
