package org.broadsheet.members;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.privacy.Token;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People with accounts: who they are, and who of them is before the screen. */
@Service
public class Members {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    private static final Duration LINK_LIFETIME = Duration.ofDays(2 * 365);

    private final MemberStore store;
    private final ClaimStore claims;
    private final Privacy privacy;
    private final Clock clock;
    private final Clock wall;

    Members(MemberStore store, ClaimStore claims, Privacy privacy, Clock clock, @Qualifier("wall") Clock wall) {
        this.store = store;
        this.claims = claims;
        this.privacy = privacy;
        this.clock = clock;
        this.wall = wall;
    }

    /** The account of an address, or a new one that is unclaimed until its owner signs in. */
    @Transactional
    public MemberId memberFor(EmailAddress email, @Nullable String name, Locale language) {
        return store.findOrAdd(email, name, language, clock.instant());
    }

    public Optional<Member> find(MemberId id) {
        return store.find(id);
    }

    /** @param payerBrowserHash of the cookie {@code payer}: where alone the code works; null for nowhere */
    @Transactional
    public Claim inviteToClaim(MemberId id, byte @Nullable [] payerBrowserHash) {
        var claim = UUID.randomUUID();
        var token = Token.random();
        var code = SignInCode.random();
        var now = wall.instant();
        claims.add(
                claim,
                id,
                token.hash(),
                SignIns.fingerprint(privacy, claim, code),
                payerBrowserHash,
                now,
                now.plus(CODE_LIFETIME),
                now.plus(LINK_LIFETIME));
        return new Claim(token, code.shown());
    }

    /** Empty also for somebody who is only on the way to a passkey. */
    public Optional<MemberId> signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof SignedInMember member && member.facts().kind() != SessionKind.SETUP
                ? Optional.of(member.facts().member())
                : Optional.empty();
    }
}
