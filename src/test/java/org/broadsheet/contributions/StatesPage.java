package org.broadsheet.contributions;

import java.util.List;
import java.util.stream.Collectors;
import org.broadsheet.contributions.Moves.Move;

/** Writes {@code src/docs/contribution-states.md} from the table of moves. */
final class StatesPage {
    private StatesPage() {}

    static String write() {
        var page = new StringBuilder("""
                # The states of a contribution

                Made from `Moves`, the one table of what can happen to a contribution; `MovesTests` fails when this page is old
                (`-Dbroadsheet.docs.write=true` writes it anew). What the table does not have is refused in code, by the check
                `contribution_event_move_legal` and by the trigger `contribution_move_legal`. Every move is a row of
                `contributions.contribution_event`, with who wanted it, why, when, and the Stripe event or command behind it.

                ```mermaid
                stateDiagram-v2
                    [*] --> pending
                """);
        for (var from : Moves.STATES) {
            for (var to : Moves.STATES) {
                var events = events(from, to);
                if (!from.equals(to) && !events.isEmpty()) {
                    page.append("    ")
                            .append(from)
                            .append(" --> ")
                            .append(to)
                            .append(": ")
                            .append(String.join(", ", events))
                            .append('\n');
                }
            }
        }
        page.append("```\n\n| from | by | to |\n|---|---|---|\n");
        for (var from : Moves.STATES) {
            for (var to : Moves.STATES) {
                var events = events(from, to);
                if (!events.isEmpty()) {
                    page.append("| ")
                            .append(from)
                            .append(" | ")
                            .append(String.join(", ", events))
                            .append(" | ")
                            .append(from.equals(to) ? "stays" : to)
                            .append(" |\n");
                }
            }
        }
        return page.toString();
    }

    private static List<String> events(String from, String to) {
        return Moves.ALL.stream()
                .filter(each -> each.from().equals(from) && each.to().equals(to))
                .map(Move::event)
                .map(Happening.Kind::key)
                .collect(Collectors.toList());
    }
}
