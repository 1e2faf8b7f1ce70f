package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Somebody before the staff entrance, with a browser that keeps cookies and posts the token that a page gave it. */
final class Visitor {
    static final String SESSION = "session-8080";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final MockMvcTester mvc;
    private final String machine;
    private final Map<String, Cookie> jar = new LinkedHashMap<>();

    Visitor(MockMvcTester mvc, String machine) {
        this.mvc = mvc;
        this.machine = machine;
    }

    MvcTestResult get(String path) {
        return send(mvc.get().uri(path));
    }

    MvcTestResult post(String path, String... fields) {
        return postWith(token(), path, fields);
    }

    MvcTestResult postWithoutToken(String path) {
        return send(mvc.post().uri(path));
    }

    boolean hasSession() {
        return jar.containsKey(SESSION);
    }

    private MvcTestResult postWith(String token, String path, String... fields) {
        var request = mvc.post().uri(path).param("_csrf", token);
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return send(request);
    }

    private String token() {
        try {
            var page = get("/desk/recover").getResponse().getContentAsString();
            var token = TOKEN.matcher(page);
            assertThat(token.find()).as("a token in the form").isTrue();
            return token.group(1);
        } catch (UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private MvcTestResult send(MockMvcRequestBuilder request) {
        var built = request.with(each -> {
            each.setRemoteAddr(machine);
            return each;
        });
        var answer = (jar.isEmpty() ? built : built.cookie(jar.values().toArray(Cookie[]::new))).exchange();
        for (var cookie : answer.getResponse().getCookies()) {
            if (cookie.getMaxAge() == 0) {
                jar.remove(cookie.getName());
            } else {
                jar.put(cookie.getName(), cookie);
            }
        }
        return answer;
    }
}
