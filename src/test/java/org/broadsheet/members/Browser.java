package org.broadsheet.members;

import jakarta.servlet.http.Cookie;
import java.util.LinkedHashMap;
import java.util.Map;
import org.broadsheet.FormToken;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A browser of one person: keeps its cookies, and its machine has an address of its own. */
final class Browser {
    private static int machines;

    private final MockMvcTester mvc;
    private final Map<String, Cookie> jar = new LinkedHashMap<>();
    private final String machine;

    Browser(MockMvcTester mvc) {
        this.mvc = mvc;
        this.machine = nextMachine();
    }

    private static synchronized String nextMachine() {
        machines++;
        return "10.0." + machines / 250 + "." + machines % 250;
    }

    MvcTestResult get(String path) {
        return keep(with(mvc.get().uri(path)).exchange());
    }

    MvcTestResult post(String path, String... fields) {
        var request = with(mvc.post().uri(path)).with(FormToken.sent());
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return keep(request.exchange());
    }

    void put(Cookie cookie) {
        jar.put(cookie.getName(), cookie);
    }

    Cookie cookie(String name) {
        return jar.get(name);
    }

    Browser copy() {
        var copy = new Browser(mvc);
        copy.jar.putAll(jar);
        return copy;
    }

    private MockMvcTester.MockMvcRequestBuilder with(MockMvcTester.MockMvcRequestBuilder request) {
        var built = request.with(each -> {
            each.setRemoteAddr(machine);
            return each;
        });
        return jar.isEmpty() ? built : built.cookie(jar.values().toArray(Cookie[]::new));
    }

    private MvcTestResult keep(MvcTestResult answer) {
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
