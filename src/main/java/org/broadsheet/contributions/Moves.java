package org.broadsheet.contributions;

import static org.broadsheet.contributions.Happening.Kind.AMOUNT_CHANGED;
import static org.broadsheet.contributions.Happening.Kind.CHARGE_MOVED;
import static org.broadsheet.contributions.Happening.Kind.ENDED;
import static org.broadsheet.contributions.Happening.Kind.FAILED;
import static org.broadsheet.contributions.Happening.Kind.FELL_BEHIND;
import static org.broadsheet.contributions.Happening.Kind.FREQUENCY_LEFT;
import static org.broadsheet.contributions.Happening.Kind.FREQUENCY_TAKEN;
import static org.broadsheet.contributions.Happening.Kind.GIVEN;
import static org.broadsheet.contributions.Happening.Kind.HELD;
import static org.broadsheet.contributions.Happening.Kind.MADE_SINGLE;
import static org.broadsheet.contributions.Happening.Kind.PAUSED;
import static org.broadsheet.contributions.Happening.Kind.RECOVERED;
import static org.broadsheet.contributions.Happening.Kind.RENEWED;
import static org.broadsheet.contributions.Happening.Kind.RESUMED;
import static org.broadsheet.contributions.Happening.Kind.STARTED;
import static org.broadsheet.contributions.Happening.Kind.STOP_SCHEDULED;
import static org.broadsheet.contributions.Happening.Kind.STOP_WITHDRAWN;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.contributions.Happening.Kind;

/**
 * All that can happen to a contribution: from where, by what, to where. What is not in this table does not happen; the database
 * checks the same (constraint {@code contribution_event_move_legal}), and a test holds the two against each other.
 */
final class Moves {
    static final String PENDING = "pending";
    static final String GIVEN_ = "given";
    static final String ACTIVE = "active";
    static final String PAUSED_ = "paused";
    static final String PAST_DUE = "past_due";
    static final String HELD_ = "held";
    static final String ENDED_ = "ended";

    /** In the order of a life. */
    static final List<String> STATES = List.of(PENDING, HELD_, ACTIVE, PAUSED_, PAST_DUE, GIVEN_, ENDED_);

    static final List<Move> ALL = Stream.of(
                    from(PENDING, GIVEN_, GIVEN),
                    from(PENDING, ACTIVE, STARTED),
                    from(PENDING, HELD_, HELD),
                    from(PENDING, PENDING, FAILED),
                    from(PENDING, ENDED_, ENDED),
                    // A second promise of somebody who gives already waits for its owner's word and never runs.
                    from(HELD_, HELD_, RENEWED, FAILED),
                    from(HELD_, GIVEN_, MADE_SINGLE),
                    from(HELD_, ENDED_, ENDED),
                    from(
                            ACTIVE,
                            ACTIVE,
                            RENEWED,
                            AMOUNT_CHANGED,
                            FREQUENCY_LEFT,
                            FREQUENCY_TAKEN,
                            CHARGE_MOVED,
                            STOP_SCHEDULED,
                            STOP_WITHDRAWN),
                    // A refusal that is told after the money came changes nothing.
                    from(ACTIVE, ACTIVE, FAILED),
                    from(ACTIVE, PAST_DUE, FAILED, FELL_BEHIND),
                    from(ACTIVE, PAUSED_, PAUSED),
                    from(ACTIVE, GIVEN_, MADE_SINGLE),
                    from(ACTIVE, ENDED_, ENDED),
                    from(
                            PAUSED_,
                            PAUSED_,
                            PAUSED,
                            RENEWED,
                            FAILED,
                            AMOUNT_CHANGED,
                            FREQUENCY_LEFT,
                            FREQUENCY_TAKEN,
                            STOP_SCHEDULED,
                            STOP_WITHDRAWN),
                    from(PAUSED_, ACTIVE, RESUMED),
                    from(PAUSED_, PAST_DUE, FELL_BEHIND),
                    from(PAUSED_, GIVEN_, MADE_SINGLE),
                    from(PAUSED_, ENDED_, ENDED),
                    from(
                            PAST_DUE,
                            PAST_DUE,
                            RENEWED,
                            FAILED,
                            AMOUNT_CHANGED,
                            FREQUENCY_LEFT,
                            FREQUENCY_TAKEN,
                            STOP_SCHEDULED,
                            STOP_WITHDRAWN),
                    from(PAST_DUE, ACTIVE, RECOVERED),
                    from(PAST_DUE, PAUSED_, PAUSED),
                    from(PAST_DUE, GIVEN_, MADE_SINGLE),
                    from(PAST_DUE, ENDED_, ENDED),
                    from(GIVEN_, GIVEN_, FAILED, RENEWED),
                    // What has ended stays ended, whatever is told of it later; only a single gift may still arrive.
                    from(ENDED_, ENDED_, STARTED, RENEWED, FAILED, ENDED),
                    from(ENDED_, GIVEN_, GIVEN))
            .flatMap(List::stream)
            .toList();

    private Moves() {}

    /** @throws IllegalMove when the table does not have it */
    static void require(String from, Kind event, String to) {
        if (!ALL.contains(new Move(from, event, to))) {
            throw new IllegalMove(from, event, to);
        }
    }

    /** Where a happening leads that is not the last one on the way to {@code goal}: it stays where it is if it may. */
    static String next(String from, Kind event, String goal) {
        return ALL.contains(new Move(from, event, from)) ? from : goal;
    }

    private static List<Move> from(String from, String to, Kind... events) {
        return Arrays.stream(events).map(each -> new Move(from, each, to)).toList();
    }

    record Move(String from, Kind event, String to) {}

    /** A fault of ours: nothing is stored. */
    static final class IllegalMove extends IllegalStateException {
        IllegalMove(String from, Kind event, String to) {
            super("No contribution goes from " + from + " by " + event.key() + " to " + to);
        }
    }
}
