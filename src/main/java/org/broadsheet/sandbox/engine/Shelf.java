package org.broadsheet.sandbox.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Where one account's objects stand. */
public interface Shelf {
    @Nullable
    Doc find(String id);

    /** All objects of the kind that contain everything in the example, oldest first. */
    List<Doc> like(String kind, ObjectNode example);

    /** All objects that live on a test clock. */
    List<Doc> onClock(String clock);
}
