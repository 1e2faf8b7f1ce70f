package org.broadsheet.staff;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff did and when, written in the same transaction as the deed. Rows are never changed, and a changed one is found. */
@Service
public class AuditTrail {
    private static final int AT_ONCE = 1000;

    private final AuditStore store;
    private final Clock wall;

    AuditTrail(AuditStore store, @Qualifier("wall") Clock wall) {
        this.store = store;
        this.wall = wall;
    }

    /**
     * Records a deed of whoever is signed in.
     *
     * @param action in the words of the newsroom: {@code article.published}
     * @param details ids and codes only: names and addresses would outlive their erasure here
     */
    @Transactional
    public void record(String action, String subjectKind, String subjectId, String details) {
        record(signedIn(), action, subjectKind, subjectId, details);
    }

    /** For the moments in which nobody is signed in yet. */
    @Transactional
    void recordOf(MemberId actor, String action, String details) {
        record(actor.value(), action, "member", actor.value().toString(), details);
    }

    /** The number of the first row that is not as it was written, or that does not follow the one before it. */
    @Transactional(readOnly = true)
    public OptionalLong firstBroken() {
        long last = 0;
        byte[] lastHash = AuditEntry.NOTHING;
        while (true) {
            var entries = store.after(last, AT_ONCE);
            for (var entry : entries) {
                if (!entry.follows(last, lastHash)) {
                    return OptionalLong.of(last + 1);
                }
                last = entry.number();
                lastHash = entry.hash();
            }
            if (entries.size() < AT_ONCE) {
                return OptionalLong.empty();
            }
        }
    }

    private void record(@Nullable UUID actor, String action, String subjectKind, String subjectId, String details) {
        var head = store.lockHead();
        // As precise as the table is, so that the hash can be computed again.
        var now = wall.instant().truncatedTo(ChronoUnit.MICROS);
        store.add(AuditEntry.after(
                head.map(AuditEntry::hash).orElse(AuditEntry.NOTHING),
                head.map(AuditEntry::number).orElse(0L) + 1,
                now,
                actor,
                action,
                subjectKind,
                subjectId,
                details));
    }

    private static @Nullable UUID signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof MemberId member
                ? member.value()
                : null;
    }
}
