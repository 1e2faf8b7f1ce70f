package org.broadsheet.staff;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.members.MemberSessions;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.stereotype.Component;

/**
 * The desk's part of the security rules: closed to all but owners unless a rule opens a part of it to a role. Spring Security's own passkey filters
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
                        "/desk/sign-in", "/desk/recover", "/webauthn/authenticate/options", "/login/webauthn")
                .permitAll()
                .requestMatchers("/desk/setup/passkey")
                .hasAuthority(MemberSessions.SETUP)
                .requestMatchers("/desk/setup/**")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/webauthn/register/options", "/webauthn/register")
                .hasAnyAuthority(anyRoleOr(MemberSessions.SETUP))
                .requestMatchers("/desk", "/desk/you/**", "/desk/sign-out")
                .hasAnyAuthority(anyRoleOr())
                .requestMatchers("/desk/articles/**", "/desk/appeals/**")
                .hasAnyAuthority(Role.EDITOR.authority(), Role.OWNER.authority())
                .requestMatchers("/desk/supporters/**", "/desk/reports/**", "/desk/ledger/**")
                .hasAnyAuthority(Role.CARE.authority(), Role.FINANCE.authority(), Role.OWNER.authority())
                .requestMatchers("/desk/inbox/**", "/desk/disputes/**", "/desk/refunds/**")
                .hasAnyAuthority(Role.FINANCE.authority(), Role.OWNER.authority())
                .requestMatchers("/desk/statements")
                .hasAnyAuthority(Role.FINANCE.authority(), Role.OWNER.authority())
                .requestMatchers("/desk/**")
                .hasAuthority(Role.OWNER.authority()));
    }

    private static String[] anyRoleOr(String... others) {
        return Stream.concat(ANY_ROLE.stream(), Arrays.stream(others)).toArray(String[]::new);
    }
}
