package org.broadsheet.contributions;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.time.Duration;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.SiteCookies;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The browser that pays, known by a cookie that it gets with its promise: it alone is shown a name, and may claim with a code. */
@Component
class Payer {
    static final String COOKIE = "payer";

    /** As long as Stripe's page can be open. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final SiteCookies cookies;
    private final Privacy privacy;

    Payer(SiteCookies cookies, Privacy privacy) {
        this.cookies = cookies;
        this.privacy = privacy;
    }

    /** The browser's own mark; where it has none, one that follows from the form, so that twenty clicks at once are one browser. */
    Token of(HttpServletRequest request, Token formKey) {
        return cookies.read(request, COOKIE).flatMap(Token::find).orElseGet(() -> derived("payer", formKey.value()));
    }

    ResponseCookie cookie(Token mark) {
        return cookies.make(COOKIE, mark.value()).maxAge(KEPT).build();
    }

    boolean isPayer(HttpServletRequest request, Promise promise) {
        return cookies.read(request, COOKIE)
                .flatMap(Token::find)
                .filter(mark -> MessageDigest.isEqual(mark.hash(), promise.payerBrowserHash()))
                .isPresent();
    }

    /**
     * The secret part of the thanks page's address. It follows from what makes the promise one, because the same request must go to
     * Stripe each time, and we keep only its hash.
     */
    Token thanks(Token formKey, byte[] contentHash, int attempt) {
        return derived(
                "thanks", formKey.value() + ":" + java.util.HexFormat.of().formatHex(contentHash) + ":" + attempt);
    }

    private Token derived(String purpose, String text) {
        var signed = privacy.sign("contributions: " + purpose, text);
        return new Token(signed.substring(signed.indexOf('.') + 1));
    }
}
