package org.broadsheet.sandbox.engine.webhooks;

import java.util.Set;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.WordList;

/** The types that an endpoint may ask for, also those of objects that this sandbox does not have. */
final class EventTypes {
    private static final Set<String> KNOWN = Set.copyOf(WordList.read("event-types.txt"));

    private EventTypes() {}

    static void check(Fields given) {
        var wanted = given.texts("enabled_events");
        if (wanted.isEmpty())
            throw Problem.invalid(
                    "enabled_events",
                    "parameter_invalid_empty",
                    "You passed an empty list for 'enabled_events'. Name at least one event type, or '*'.");
        for (int i = 0; i < wanted.size(); i++)
            if (!wanted.get(i).equals("*") && !KNOWN.contains(wanted.get(i)))
                throw Problem.invalid(
                        "enabled_events[" + i + "]",
                        "Invalid enabled_events[" + i + "]: '" + wanted.get(i)
                                + "' is not an event type of Stripe's API.");
    }
}
