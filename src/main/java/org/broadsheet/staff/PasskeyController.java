package org.broadsheet.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.MemberSessions;
import org.broadsheet.publication.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to the browser's side of a passkey ({@code js/passkey.js}), at the addresses and in the words of Spring Security. An answer
 * names the next page, or a problem that the page has a sentence for.
 */
@RestController
class PasskeyController {
    private static final Logger LOG = LoggerFactory.getLogger(PasskeyController.class);
    private static final String SIGN_IN = "sign-in";
    private static final int MOST_BYTES = 64 * 1024;

    /** So long ago may somebody have proved who they are who adds a key to the door. */
    static final Duration FRESH = Duration.ofMinutes(10);

    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Entrance entrance;
    private final MemberSessions sessions;
    private final AuditTrail audit;
    private final Staff staff;
    private final Rail rail;
    private final Publication publication;
    private final Clock wall;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyController(
            Passkeys passkeys,
            Challenges challenges,
            Entrance entrance,
            MemberSessions sessions,
            AuditTrail audit,
            Staff staff,
            Rail rail,
            Publication publication,
            @Qualifier("wall") Clock wall) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.entrance = entrance;
        this.sessions = sessions;
        this.audit = audit;
        this.staff = staff;
        this.rail = rail;
        this.publication = publication;
        this.wall = wall;
    }

    @PostMapping(path = "/webauthn/register/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> creationOptions(Authentication authentication, HttpServletResponse response) {
        if (!isFresh()) {
            return problem(HttpStatus.FORBIDDEN, "stale");
        }
        var member = member(authentication);
        var options = passkeys.creation(member);
        challenges.give(registration(member), options.getChallenge(), response);
        return ResponseEntity.ok(json.writeValueAsString(options));
    }

    @PostMapping("/webauthn/register")
    ResponseEntity<?> register(
            Authentication authentication, Locale language, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isFresh()) {
            return problem(HttpStatus.FORBIDDEN, "stale");
        }
        var member = member(authentication);
        var challenge = challenges.take(registration(member), request, response);
        if (challenge.isEmpty()) {
            return problem(HttpStatus.BAD_REQUEST, "late");
        }
        try {
            var made = json.readValue(
                    body(request), new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
            passkeys.register(member, challenge.get(), made);
        } catch (PasskeyRefused | JacksonException refused) {
            LOG.debug("Passkey refused", refused);
            return problem(HttpStatus.BAD_REQUEST, "refused");
        }
        if (authentication.getAuthorities().stream()
                .anyMatch(each -> MemberSessions.SETUP.equals(each.getAuthority()))) {
            entrance.openDesk(member, request, response);
            audit.recordOf(member, "signed-in", "passkey");
            return next(language, "/desk/you/codes");
        }
        return next(language, "/desk/you");
    }

    @PostMapping(path = "/webauthn/authenticate/options", produces = MediaType.APPLICATION_JSON_VALUE)
    String requestOptions(HttpServletResponse response) {
        var options = passkeys.request();
        challenges.give(SIGN_IN, options.getChallenge(), response);
        return json.writeValueAsString(options);
    }

    @PostMapping("/login/webauthn")
    ResponseEntity<?> signIn(Locale language, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var challenge = challenges.take(SIGN_IN, request, response);
        if (challenge.isEmpty()) {
            return problem(HttpStatus.UNAUTHORIZED, "late");
        }
        try {
            var answer = json.readValue(
                    body(request), new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
            entrance.openDesk(passkeys.signIn(challenge.get(), answer), request, response);
        } catch (PasskeyRefused | JacksonException refused) {
            LOG.debug("Passkey refused", refused);
            return problem(HttpStatus.UNAUTHORIZED, "refused");
        }
        return next(language, staff.current().map(rail::start).orElse("/desk"));
    }

    private boolean isFresh() {
        return sessions.provedAt()
                .filter(at -> at.plus(FRESH).isAfter(wall.instant()))
                .isPresent();
    }

    private ResponseEntity<?> next(Locale language, String path) {
        return ResponseEntity.ok(Map.of("next", publication.site(language).to(path)));
    }

    private static ResponseEntity<?> problem(HttpStatus status, String problem) {
        return ResponseEntity.status(status).body(Map.of("problem", problem));
    }

    private static byte[] body(HttpServletRequest request) throws IOException, PasskeyRefused {
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new PasskeyRefused("too long");
        }
        return bytes;
    }

    private static MemberId member(Authentication authentication) {
        if (authentication.getPrincipal() instanceof MemberId member) {
            return member;
        }
        throw new IllegalStateException("The rules let somebody in who is nobody");
    }

    private static String registration(MemberId member) {
        return "register " + member.value();
    }
}
