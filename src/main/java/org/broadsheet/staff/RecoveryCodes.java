package org.broadsheet.staff;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.members.MemberId;
import org.broadsheet.privacy.Privacy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** For the day on which the passkey is gone: each opens the registration of a new one, once, and nothing else. */
@Component
class RecoveryCodes {
    static final int HOW_MANY = 10;

    private final RecoveryCodeStore store;
    private final Privacy privacy;
    private final AuditTrail audit;
    private final Clock wall;

    RecoveryCodes(RecoveryCodeStore store, Privacy privacy, AuditTrail audit, @Qualifier("wall") Clock wall) {
        this.store = store;
        this.privacy = privacy;
        this.audit = audit;
        this.wall = wall;
    }

    /** New ones in place of all that are left. They can be read this once. */
    @Transactional
    public List<RecoveryCode> renew(MemberId member) {
        store.dropUnused(member);
        var codes = Stream.generate(RecoveryCode::random).limit(HOW_MANY).toList();
        var now = wall.instant();
        codes.forEach(code -> store.add(hash(code), member, now));
        audit.recordOf(member, "recovery-codes.made", String.valueOf(HOW_MANY));
        return codes;
    }

    int left(MemberId member) {
        return store.unused(member);
    }

    /** Empty for a code that is not there, was used, or belongs to somebody who no longer works here. */
    @Transactional
    public Optional<MemberId> use(String typed) {
        var member = RecoveryCode.find(typed).flatMap(code -> store.use(hash(code), wall.instant()));
        member.ifPresent(whose -> audit.recordOf(whose, "recovery-code.used", ""));
        return member;
    }

    private byte[] hash(RecoveryCode code) {
        return privacy.fingerprint("recovery code", code.value());
    }
}
