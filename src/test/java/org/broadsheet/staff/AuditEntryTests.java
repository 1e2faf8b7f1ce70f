package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditEntryTests {
    private static final Instant NOW = Instant.parse("2026-11-23T06:51:00.123456Z");
    private static final UUID SANNE = UUID.fromString("0190f7e5-0000-7000-8000-000000000001");

    @Test
    void a_row_follows_the_one_before_it_and_no_other() {
        var first = AuditEntry.after(AuditEntry.NOTHING, 1, NOW, SANNE, "signed-in", "member", "a", "");
        var second = AuditEntry.after(first.hash(), 2, NOW, null, "signed-out", "member", "a", "");

        assertThat(first.follows(0, AuditEntry.NOTHING)).isTrue();
        assertThat(second.follows(1, first.hash())).isTrue();
        assertThat(second.follows(0, AuditEntry.NOTHING)).isFalse();
        assertThat(second.follows(2, first.hash())).isFalse();
    }

    @Test
    void a_letter_that_moves_to_the_next_field_changes_the_hash() {
        var one = AuditEntry.after(AuditEntry.NOTHING, 1, NOW, SANNE, "publish", "article", "12", "3");
        var other = AuditEntry.after(AuditEntry.NOTHING, 1, NOW, SANNE, "publish", "article", "1", "23");

        assertThat(one.hash()).isNotEqualTo(other.hash());
    }
}
