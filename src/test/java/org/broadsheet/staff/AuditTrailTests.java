package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.broadsheet.TestParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
@Import(StaffTables.class)
class AuditTrailTests {
    private static final int ROWS = 40;
    private static final int TAMPERS = Math.min(500, Integer.getInteger("broadsheet.property.runs", 200));

    /** Each changes the row whose number is bound, and puts nothing back. */
    private static final List<String> CHANGES = List.of(
            "update staff.audit_entry set at = at + interval '1 microsecond' where number = :number",
            "update staff.audit_entry set actor_id = gen_random_uuid() where number = :number",
            "update staff.audit_entry set action = action || '.' where number = :number",
            "update staff.audit_entry set subject_kind = 'articl', subject_id = 'e' || subject_id where number = :number",
            "update staff.audit_entry set subject_id = '0' where number = :number",
            "update staff.audit_entry set details = subject_id, subject_id = details where number = :number",
            "update staff.audit_entry set hash = sha256(hash) where number = :number",
            "update staff.audit_entry set previous_hash = sha256(previous_hash) where number = :number",
            "delete from staff.audit_entry where number = :number");

    @Autowired
    AuditTrail audit;

    @Autowired
    StaffTables tables;

    @Autowired
    JdbcClient app;

    @BeforeEach
    void fill() {
        tables.clear();
        for (int i = 1; i <= ROWS; i++) {
            audit.record("article.published", "article", "id-" + i, "edition " + i % 3);
        }
    }

    @Test
    void an_untouched_trail_is_whole() {
        assertThat(audit.firstBroken()).isEmpty();
    }

    @Test
    void any_changed_row_is_found_and_named() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        tables.asOwner()
                .sql("create table if not exists public.audit_copy as table staff.audit_entry")
                .update();
        for (int i = 0; i < TAMPERS; i++) {
            var change = CHANGES.get(random.nextInt(CHANGES.size()));
            // The last row can be cut off unseen: that is what the noted head is for.
            int number = 1 + random.nextInt(change.startsWith("delete") ? ROWS - 1 : ROWS);
            assertThat(tables.asOwner().sql(change).param("number", number).update())
                    .isOne();

            assertThat(audit.firstBroken())
                    .as("seed %d: %s, row %d", seed, change, number)
                    .hasValue(number);

            tables.asOwner().sql("truncate staff.audit_entry").update();
            tables.asOwner()
                    .sql("insert into staff.audit_entry select * from public.audit_copy")
                    .update();
        }
        tables.asOwner().sql("drop table public.audit_copy").update();
    }

    @Test
    void the_application_itself_may_change_nothing() {
        for (var change : CHANGES) {
            assertThatThrownBy(() -> app.sql(change).param("number", 1).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasRootCauseMessage("ERROR: permission denied for table audit_entry");
        }
    }

    @Test
    void deeds_at_the_same_moment_stand_in_one_line() throws Exception {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var deeds = IntStream.range(0, 40)
                    .mapToObj(i -> people.submit(() -> audit.record("article.published", "article", "same-" + i, "")))
                    .toList();
            for (var deed : deeds) {
                deed.get();
            }
        }
        assertThat(audit.firstBroken()).isEmpty();
        assertThat(app.sql("select count(*) from staff.audit_entry")
                        .query(Long.class)
                        .single())
                .isEqualTo(ROWS + 40L);
    }
}
