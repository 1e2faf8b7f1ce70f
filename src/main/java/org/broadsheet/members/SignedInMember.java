package org.broadsheet.members;

import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** Who is signed in, for Spring Security: the principal's name is the member's UUID. */
final class SignedInMember extends AbstractAuthenticationToken {
    private final transient SessionFacts facts;

    SignedInMember(SessionFacts facts, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.facts = facts;
        setAuthenticated(true);
    }

    SessionFacts facts() {
        return facts;
    }

    @Override
    public Object getPrincipal() {
        return facts.member();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return facts.member().value().toString();
    }
}
