package org.broadsheet.articles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes that are sent as they are. The two encodings are two representations, so each has a tag of its own.
 *
 * @param gzip empty where packing would not pay
 */
record CachedPage(byte[] identity, byte[] gzip, String type, String tag, String gzipTag, String surrogateKey) {

    static CachedPage of(byte[] identity, String type, boolean pack, String surrogateKey) {
        var packed = pack ? gzip(identity) : new byte[0];
        if (packed.length >= identity.length) {
            packed = new byte[0];
        }
        var hash = hash(identity);
        return new CachedPage(identity, packed, type, "\"" + hash + "\"", "\"" + hash + "-gz\"", surrogateKey);
    }

    int weight() {
        return identity.length + gzip.length + 512;
    }

    private static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream(plain.length / 3);
        try (var out = new GZIPOutputStream(bytes, 8192) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
