package org.broadsheet.sandbox.pages;

import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.ModelAndView;

/** Answers of the control page's forms: for a person a page, for a tool JSON. */
final class Answers {
    private Answers() {}

    static ResponseEntity<?> done(String accept, Object json) {
        return wantsJson(accept)
                ? ResponseEntity.ok(json)
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/_sandbox"))
                        .build();
    }

    static Object refused(String accept, String why) {
        return refused(accept, HttpStatus.BAD_REQUEST, why);
    }

    static Object refused(String accept, HttpStatus status, String why) {
        if (accept.contains("text/html")) return new ModelAndView("refused", Map.of("why", why), status);

        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("error", why));
    }

    static boolean wantsJson(String accept) {
        return accept.contains("application/json") && !accept.contains("text/html");
    }
}
