package org.broadsheet.sandbox.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One of Stripe's objects as the API shows it, and what Stripe knows of it but does not show. */
public final class Doc extends Fields {
    private final Fields hidden;

    public Doc(ObjectNode shown, ObjectNode hidden) {
        super(shown);
        this.hidden = new Fields(hidden);
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

    @Override
    public Doc set(String path, @Nullable Object value) {
        super.set(path, value);
        return this;
    }
}
