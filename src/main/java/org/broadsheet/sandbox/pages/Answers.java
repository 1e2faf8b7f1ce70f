package org.broadsheet.sandbox.pages;

import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers of the control page's forms: for a person the page again, for a tool JSON. */
final class Answers {
    private Answers() {}

    static ResponseEntity<?> done(String accept, Object json) {
        return wantsJson(accept)
                ? ResponseEntity.ok(json)
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/_sandbox"))
                        .build();
    }

    static ResponseEntity<?> refused(String why) {
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("error", why));
    }

    static boolean wantsJson(String accept) {
        return accept.contains("application/json") && !accept.contains("text/html");
    }
}
