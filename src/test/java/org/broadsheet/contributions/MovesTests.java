package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.TestParts;
import org.broadsheet.contributions.Happening.Kind;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** One table of moves: in the code, in the database, and on the page that shows it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ContextConfiguration(initializers = TestParts.class)
class MovesTests {
    private static final Path PAGE = Path.of("src/docs/contribution-states.md");

    @Autowired
    JdbcClient sql;

    @Test
    void the_database_has_the_same_table() {
        var check = sql.sql("""
                select pg_get_constraintdef(oid)
                  from pg_constraint
                 where conname = 'contribution_event_move_legal'
                """).query(String.class).single();

        assertThat(quoted(check, "'([a-z_]+ [a-z_]+ [a-z_]+)'"))
                .isEqualTo(Moves.ALL.stream()
                        .map(each -> each.from() + " " + each.event().key() + " " + each.to())
                        .collect(Collectors.toSet()));
    }

    @Test
    void whoever_moves_a_row_is_held_to_it_as_well() {
        var function = sql.sql("""
                select pg_get_functiondef('contributions.refuse_illegal_move'::regproc)
                """).query(String.class).single();

        assertThat(quoted(function, "'([a-z_]+ [a-z_]+)'"))
                .isEqualTo(Moves.ALL.stream()
                        .filter(each -> !each.from().equals(each.to()))
                        .map(each -> each.from() + " " + each.to())
                        .collect(Collectors.toSet()));
    }

    @Test
    void every_state_and_every_event_has_its_place() {
        assertThat(Moves.ALL.stream().map(Moves.Move::event)).contains(Kind.values());
        assertThat(Moves.ALL)
                .doesNotHaveDuplicates()
                .allSatisfy(each -> assertThat(Moves.STATES).contains(each.from(), each.to()));
    }

    @Test
    void what_is_not_in_the_table_does_not_happen() {
        assertThatThrownBy(() -> Moves.require(Moves.ENDED_, Kind.RESUMED, Moves.ACTIVE))
                .isInstanceOf(Moves.IllegalMove.class)
                .hasMessage("No contribution goes from ended by resumed to active");
    }

    @Test
    void the_page_that_shows_the_graph_is_current() throws IOException {
        var page = StatesPage.write();
        if (Boolean.getBoolean("broadsheet.docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("run MovesTests with -Dbroadsheet.docs.write=true")
                .isEqualTo(page);
    }

    private static Set<String> quoted(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toSet());
    }
}
