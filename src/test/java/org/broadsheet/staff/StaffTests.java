package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.broadsheet.TestParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
@Import(StaffTables.class)
class StaffTests {
    @Autowired
    Staff staff;

    @Autowired
    StaffRoles roles;

    @Autowired
    RecoveryCodes codes;

    @Autowired
    StaffTables tables;

    @Autowired
    JdbcClient sql;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void an_owner_may_do_everything_and_others_what_they_are_here_for() {
        var owner = tables.add("Dagny", Role.OWNER);
        var editor = tables.add("Sanne", Role.EDITOR);

        assertThat(roles.of(owner)).containsExactlyInAnyOrder("ROLE_EDITOR", "ROLE_CARE", "ROLE_FINANCE", "ROLE_OWNER");
        assertThat(roles.of(editor)).containsExactly("ROLE_EDITOR");
    }

    @Test
    void somebody_who_is_shown_out_has_no_role_from_then_on() {
        tables.add("Dagny", Role.OWNER);
        var editor = tables.add("Sanne", Role.EDITOR);

        staff.disable(editor);
        assertThat(roles.of(editor)).isEmpty();
        assertThat(staff.find(editor)).get().extracting(StaffMember::active).isEqualTo(false);

        staff.enable(editor);
        assertThat(roles.of(editor)).containsExactly("ROLE_EDITOR");
    }

    @Test
    void the_last_owner_stays() {
        var owner = tables.add("Dagny", Role.OWNER);
        var second = tables.add("Ilse", Role.OWNER, Role.FINANCE);

        staff.disable(second);
        assertThatThrownBy(() -> staff.disable(owner)).isInstanceOf(IllegalStateException.class);
        assertThat(roles.of(owner)).isNotEmpty();
    }

    @Test
    void names_are_sealed_and_codes_are_not_kept() {
        var owner = tables.add("Dagny", Role.OWNER);
        var made = codes.renew(owner);

        var dump = String.join(
                        "\n",
                        sql.sql("select s::text from staff.staff_member s")
                                .query(String.class)
                                .list())
                + String.join(
                        "\n",
                        sql.sql("select r::text from staff.recovery_code r")
                                .query(String.class)
                                .list());
        assertThat(dump).doesNotContain("Dagny");
        made.forEach(code -> assertThat(dump).doesNotContain(code.value()).doesNotContain(code.shown()));
    }

    @Test
    void ten_codes_open_ten_times_and_new_ones_end_the_old() {
        var owner = tables.add("Dagny", Role.OWNER);
        var first = codes.renew(owner);
        assertThat(first).hasSize(10).doesNotHaveDuplicates();

        assertThat(codes.use(first.getFirst().shown())).contains(owner);
        assertThat(codes.use(first.getFirst().shown())).isEmpty();
        assertThat(codes.left(owner)).isEqualTo(9);

        var second = codes.renew(owner);
        assertThat(codes.left(owner)).isEqualTo(10);
        assertThat(codes.use(first.get(1).shown())).isEmpty();
        assertThat(codes.use(second.get(1).shown())).contains(owner);
    }

    @Test
    void a_code_of_somebody_who_was_shown_out_opens_nothing() {
        tables.add("Dagny", Role.OWNER);
        var editor = tables.add("Sanne", Role.EDITOR);
        var code = codes.renew(editor).getFirst();

        staff.disable(editor);
        assertThat(codes.use(code.shown())).isEmpty();
        staff.enable(editor);
        assertThat(codes.use(code.shown())).contains(editor);
    }

    @Test
    void of_twenty_who_come_with_one_code_at_once_one_gets_in() throws Exception {
        var code = codes.renew(tables.add("Dagny", Role.OWNER)).getFirst().shown();

        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> attempt = () -> codes.use(code).isPresent();
            var answers =
                    people.invokeAll(Stream.generate(() -> attempt).limit(20).toList());
            assertThat(answers.stream()
                            .map(each -> Objects.requireNonNull(each.resultNow()))
                            .filter(in -> in)
                            .count())
                    .isOne();
        }
    }
}
