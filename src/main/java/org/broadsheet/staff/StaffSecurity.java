package org.broadsheet.staff;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.members.MemberSessions;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.stereotype.Component;

/**
 * The desk's part of the security rules: closed unless a rule opens a part of it to a role. Spring Security's own passkey filters
 * are not used, because they keep objects in the session and hold a session for everybody who asks; {@link PasskeyController}
 * answers at their addresses.
 */
@Component
public final class StaffSecurity {
    static final Set<String> ANY_ROLE =
            Arrays.stream(Role.values()).map(Role::authority).collect(Collectors.toUnmodifiableSet());

    /** To be called before the rules of the rest of the site. */
    public void apply(HttpSecurity http) {
        http.authorizeHttpRequests(rules -> rules.requestMatchers(
                        "/desk/sign-in", "/desk/recover", "/desk/setup/{token:[A-Za-z0-9_-]{43}}/**")
                .permitAll()
                .requestMatchers("/webauthn/authenticate/options", "/login/webauthn")
                .permitAll()
                .requestMatchers(pathPattern(HttpMethod.GET, "/desk/setup/passkey"))
                .hasAuthority(MemberSessions.SETUP)
                .requestMatchers("/webauthn/register/options", "/webauthn/register")
                .hasAnyAuthority(anyRoleOr(MemberSessions.SETUP))
                .requestMatchers("/webauthn/**", "/login/**")
                .denyAll()
                .requestMatchers("/desk/setup/**")
                .permitAll()
                .requestMatchers("/desk/articles/**")
                .hasAnyAuthority(Role.EDITOR.authority(), Role.OWNER.authority())
                .requestMatchers("/desk/staff/**", "/desk/settings/**")
                .hasAuthority(Role.OWNER.authority())
                .requestMatchers("/desk/**")
                .hasAnyAuthority(anyRoleOr()));
    }

    private static String[] anyRoleOr(String... others) {
        return Stream.concat(ANY_ROLE.stream(), Arrays.stream(others)).toArray(String[]::new);
    }
}
