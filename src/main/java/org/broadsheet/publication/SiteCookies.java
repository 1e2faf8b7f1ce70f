package org.broadsheet.publication;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * How cookies of ours are named and made. Under https they carry the {@code __Host-} prefix, so that no neighbour on the domain can
 * plant one. On plain http (a machine of one's own) they carry the port, because browsers share cookies between ports.
 */
@Component
public class SiteCookies {
    private final boolean secure;
    private final String portSuffix;

    SiteCookies(PublicationSettings settings) {
        var address = settings.baseUrl();
        this.secure = "https".equals(address.getScheme());
        this.portSuffix = "-" + port(address);
    }

    public boolean secure() {
        return secure;
    }

    public String name(String base) {
        return secure ? "__Host-" + base : base + portSuffix;
    }

    /** Not for scripts, not for other sites, for all of ours; a session cookie unless given an age. */
    public ResponseCookie.ResponseCookieBuilder make(String base, String value) {
        return ResponseCookie.from(name(base), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/");
    }

    public Optional<String> read(HttpServletRequest request, String base) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        var name = name(base);
        return Arrays.stream(cookies)
                .filter(each -> each.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    private static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : 80;
    }
}
