package org.broadsheet.members;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.broadsheet.members.SignInStore.Asked;
import org.broadsheet.members.SignInStore.Tried;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.privacy.Token;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets people in who can read the mail of an address that we know. A link or code works once, for ten minutes. */
@Component
class SignIns {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(1);

    private final SignInStore store;
    private final ClaimStore claims;
    private final MemberStore members;
    private final SignInLetters letters;
    private final Privacy privacy;
    private final Clock wall;
    private final Clock clock;

    SignIns(
            SignInStore store,
            ClaimStore claims,
            MemberStore members,
            SignInLetters letters,
            Privacy privacy,
            @Qualifier("wall") Clock wall,
            Clock clock) {
        this.store = store;
        this.claims = claims;
        this.members = members;
        this.letters = letters;
        this.privacy = privacy;
        this.wall = wall;
        this.clock = clock;
    }

    /** Does the same whether we know the address or not; the letter, if there is one, is written behind the reader's back. */
    void ask(EmailAddress address, Token browser, Locale language) {
        var now = wall.instant();
        var asked = store.askByAddress(privacy.blindIndex(address), browser.hash(), now, now.plus(LIFETIME));
        letters.write(asked.id(), asked.member(), language);
    }

    /** To the address on record, in the language on record. */
    void askByClaim(Token claim, Token browser) {
        var now = wall.instant();
        Asked asked = store.askByClaim(claim.hash(), browser.hash(), now, now.plus(LIFETIME));
        letters.write(asked.id(), asked.member(), null);
    }

    Optional<Boolean> isFromBrowser(Token link, @Nullable Token browser) {
        return store.isFromBrowser(link.hash(), browser == null ? null : browser.hash(), wall.instant());
    }

    @Transactional
    Optional<MemberId> byLink(Token link, Token browser) {
        return store.useLink(link.hash(), browser.hash(), wall.instant()).flatMap(this::welcome);
    }

    /** In another browser than the one that asked, the link alone is not enough. */
    @Transactional
    Optional<MemberId> byLinkAndCode(Token link, SignInCode code) {
        return byCode(store.tryCodeWithLink(link.hash(), wall.instant()), code, store::use);
    }

    @Transactional
    Optional<MemberId> byCode(Token browser, SignInCode code) {
        return byCode(store.tryCodeInBrowser(browser.hash(), wall.instant()), code, store::use);
    }

    boolean takesClaimCode(Token claim, @Nullable Token payer) {
        return payer != null && claims.takesCode(claim.hash(), payer.hash(), wall.instant());
    }

    @Transactional
    Optional<MemberId> byClaimCode(Token claim, Token payer, SignInCode code) {
        return byCode(claims.tryCode(claim.hash(), payer.hash(), wall.instant()), code, claims::useCode);
    }

    /** A code is short, so a plain hash of it could be tried through: this one needs our key. */
    static byte[] fingerprint(Privacy privacy, UUID wayIn, SignInCode code) {
        return privacy.fingerprint("sign-in code", wayIn + " " + code.value());
    }

    void forgetOld() {
        store.deleteExpiredBefore(wall.instant().minus(KEPT));
        claims.deleteExpired(wall.instant());
    }

    private Optional<MemberId> byCode(List<Tried> tried, SignInCode code, BiPredicate<UUID, Instant> use) {
        return tried.stream()
                .filter(each -> MessageDigest.isEqual(each.codeHash(), fingerprint(privacy, each.id(), code)))
                .filter(each -> use.test(each.id(), wall.instant()))
                .findFirst()
                .map(Tried::member)
                .flatMap(this::welcome);
    }

    private Optional<MemberId> welcome(MemberId member) {
        if (!members.isActive(member)) {
            return Optional.empty();
        }
        members.claimed(member, clock.instant());
        store.retire(member, wall.instant());
        return Optional.of(member);
    }
}
