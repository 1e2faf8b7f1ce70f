package org.broadsheet.contributions;

import java.util.List;
import java.util.Optional;

/**
 * What the newsroom does when a charge is refused.
 *
 * @param days how long it waits for the money while nothing is cut
 * @param letters in the order of their days
 */
record GracePolicy(int days, List<Letter> letters) {

    /** @param day counted from the day of the refusal, which is 0 */
    record Letter(int position, int day, Tone tone) {
        String step() {
            return "letter_" + position;
        }
    }

    enum Tone {
        LIGHT,
        PLAIN,
        LAST;

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    boolean isOver(long day) {
        return day >= days;
    }

    /** The latest that should have gone out by now: after a day of silence nobody gets three at once. */
    Optional<Letter> due(long day) {
        return letters.stream()
                .filter(each -> each.day() <= day && each.day() < days)
                .reduce((earlier, later) -> later);
    }
}
