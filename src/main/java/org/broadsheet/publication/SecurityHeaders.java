package org.broadsheet.publication;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The headers that every answer carries, whoever writes it. Nothing is inline on any page, so the policy needs no nonce and cached
 * bytes stay the same for everyone.
 */
@Component
public class SecurityHeaders {
    private final Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param checkoutOrigin where the payment page lives: browsers apply form-action to the redirect that follows a form as well
     * @param portalOrigin where another card is given
     */
    SecurityHeaders(
            SiteCookies cookies,
            @Value("${broadsheet.stripe.checkout-origin:https://checkout.stripe.com}") String checkoutOrigin,
            @Value("${broadsheet.stripe.portal-origin:https://billing.stripe.com}") String portalOrigin) {
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
                        + "manifest-src 'self'; form-action 'self' " + checkoutOrigin + " " + portalOrigin
                        + "; frame-ancestors 'none'; base-uri 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(
                "Permissions-Policy",
                "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=(), "
                        + "browsing-topics=(), publickey-credentials-create=(self), publickey-credentials-get=(self)");
        if (cookies.secure()) {
            headers.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
        }
    }

    public Map<String, String> all() {
        return Map.copyOf(headers);
    }
}
