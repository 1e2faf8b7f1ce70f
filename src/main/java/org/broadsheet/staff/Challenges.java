package org.broadsheet.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.publication.SiteCookies;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.stereotype.Component;

/**
 * What a passkey has to sign. The browser keeps it in a signed cookie, so that somebody who only looks at the door leaves no session
 * behind; once answered, well or badly, it is spent.
 */
@Component
class Challenges {
    static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final String COOKIE = "passkey";

    private final SiteCookies cookies;
    private final Privacy privacy;
    private final ChallengeStore store;
    private final Clock wall;

    Challenges(SiteCookies cookies, Privacy privacy, ChallengeStore store, @Qualifier("wall") Clock wall) {
        this.cookies = cookies;
        this.privacy = privacy;
        this.store = store;
        this.wall = wall;
    }

    /** @param purpose what it is for and whom, so that it answers nothing else */
    void give(String purpose, Bytes challenge, HttpServletResponse response) {
        var text = challenge.toBase64UrlString() + " "
                + wall.instant().plus(LIFETIME).getEpochSecond();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookies.make(COOKIE, privacy.sign(signed(purpose), text))
                        .maxAge(LIFETIME)
                        .build()
                        .toString());
    }

    Optional<Bytes> take(String purpose, HttpServletRequest request, HttpServletResponse response) {
        var text = cookies.read(request, COOKIE).flatMap(value -> privacy.verify(signed(purpose), value));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookies.make(COOKIE, "").maxAge(Duration.ZERO).build().toString());
        var parts = text.get().split(" ", 2);
        var expiresAt = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        var challenge = Bytes.fromBase64(parts[0]);
        return wall.instant().isBefore(expiresAt) && store.spend(hash(challenge), expiresAt)
                ? Optional.of(challenge)
                : Optional.empty();
    }

    void forgetExpired() {
        store.forgetExpired(wall.instant());
    }

    private static String signed(String purpose) {
        return "passkey challenge: " + purpose;
    }

    private static byte[] hash(Bytes challenge) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(challenge.getBytes());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
