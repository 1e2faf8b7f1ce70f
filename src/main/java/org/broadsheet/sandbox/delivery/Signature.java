package org.broadsheet.sandbox.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The header that proves where a webhook comes from: a time, and one v1 for each secret that is valid. */
final class Signature {
    private Signature() {}

    static String header(List<String> secrets, long time, String body) {
        var header = new StringBuilder("t=").append(time);
        for (var secret : secrets) header.append(",v1=").append(v1(secret, time + "." + body));
        return header.toString();
    }

    private static String v1(String secret, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
