package org.broadsheet;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Sends a form as a browser does that had its page: token in cookie and field. Spring's own helper would make a session for it. */
public final class FormToken {
    private static final String COOKIE = "csrf-8080";
    private static final String TOKEN = "a-token-of-its-own";

    private FormToken() {}

    public static RequestPostProcessor sent() {
        return request -> {
            var cookies = new ArrayList<Cookie>();
            if (request.getCookies() != null) {
                cookies.addAll(List.of(request.getCookies()));
                cookies.removeIf(each -> each.getName().equals(COOKIE));
            }
            cookies.add(new Cookie(COOKIE, TOKEN));
            request.setCookies(cookies.toArray(Cookie[]::new));
            request.setParameter("_csrf", masked());
            return request;
        };
    }

    /** As a page writes it: xor-ed with bytes that are random there and zero here. */
    private static String masked() {
        var bytes = new byte[2 * TOKEN.length()];
        System.arraycopy(TOKEN.getBytes(StandardCharsets.US_ASCII), 0, bytes, TOKEN.length(), TOKEN.length());
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
