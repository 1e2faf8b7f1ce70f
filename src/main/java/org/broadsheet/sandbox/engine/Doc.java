package org.broadsheet.sandbox.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One of Stripe's objects as the API shows it, and what Stripe knows of it but does not show. */
public final class Doc extends Fields {
    private final Fields hidden;
    private boolean fresh;

    public Doc(ObjectNode shown, ObjectNode hidden) {
        super(shown);
        this.hidden = new Fields(hidden);
    }

    /** An object that nobody has heard of yet, with everything in it that its kind always has. */
    static Doc fresh(String kind) {
        var doc = new Doc(Shapes.blank(kind), JSON.objectNode());
        doc.fresh = true;
        return doc;
    }

    void isToldOf() {
        fresh = false;
    }

    public String id() {
        return text("id");
    }

    /** Stripe's name of the kind: {@code checkout.session}. */
    public String kind() {
        return text("object");
    }

    public Fields hidden() {
        return hidden;
    }

    public long created() {
        return number("created");
    }

    public Doc copy() {
        return new Doc(json().deepCopy(), hidden.json().deepCopy());
    }

    /** @throws IllegalStateException when the status would go where its {@linkplain Statuses graph} does not lead */
    @Override
    public Doc set(String path, @Nullable Object value) {
        if (path.equals("status") && value instanceof String after) check(after);
        if (path.equals("status") && value instanceof JsonNode node && node.isString()) check(node.asString());
        super.set(path, value);
        return this;
    }

    private void check(String after) {
        Statuses.check(kind(), fresh, find("status"), after);
    }
}
