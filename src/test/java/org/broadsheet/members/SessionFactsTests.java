package org.broadsheet.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFactsTests {
    private static final Instant MONDAY = Instant.parse("2026-11-23T06:51:00Z");
    private static final MemberId MARTA = new MemberId(UUID.fromString("0193a5b0-0000-7000-8000-000000000001"));

    @Test
    void what_is_written_can_be_read() {
        for (var kind : SessionKind.values()) {
            var facts = new SessionFacts(MARTA, kind, MONDAY);
            assertThat(SessionFacts.read(facts.write())).contains(facts);
        }
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "1",
                "2 0193a5b0-0000-7000-8000-000000000001 READER 1",
                "1 nobody READER 1",
                "1 0193a5b0-0000-7000-8000-000000000001 EMPEROR 1",
                "1 0193a5b0-0000-7000-8000-000000000001 READER soon",
                "1 0193a5b0-0000-7000-8000-000000000001 READER 99999999999999999",
                "1 0193a5b0-0000-7000-8000-000000000001 READER 1 more",
                "\u00ac\u00ed\u0000\u0005sr",
            })
    void what_another_version_wrote_signs_nobody_in(String stored) {
        assertThat(SessionFacts.read(stored)).isEmpty();
    }

    @Test
    void each_kind_ends_at_its_time() {
        var reader = new SessionFacts(MARTA, SessionKind.READER, MONDAY);
        assertThat(reader.isOver(MONDAY.plus(SessionKind.READER.absolute()).minusSeconds(1)))
                .isFalse();
        assertThat(reader.isOver(Instant.parse("2027-02-21T06:51:00Z"))).isTrue();
        var staff = new SessionFacts(MARTA, SessionKind.STAFF, MONDAY);
        assertThat(staff.isOver(Instant.parse("2026-11-23T14:50:59Z"))).isFalse();
        assertThat(staff.isOver(Instant.parse("2026-11-23T14:51:00Z"))).isTrue();
    }
}
