package org.broadsheet.articles;

import java.util.Map;

/**
 * What stands in a slot: a template fragment without parameters, such as {@code appeals/article :: appeal}, and what it shows.
 *
 * <p>The fragment finds the model as {@code slot} ({@code ${slot.amounts}}), and beside it {@code site} (publication's), {@code facts}
 * (the {@link PageFacts}) and the message bundles. It is rendered without a web request: no {@code @{}}, no form token, no
 * {@code #fields}. It must be the same for everyone of the audience.
 */
public record Filling(String fragment, Map<String, Object> model) {
    public Filling {
        model = Map.copyOf(model);
        if (!fragment.matches("[a-z-]+(/[a-z-]+)* :: [a-zA-Z-]+")) {
            throw new IllegalArgumentException("Not a fragment: " + fragment);
        }
    }

    public String template() {
        return fragment.substring(0, fragment.indexOf(" :: "));
    }

    public String selector() {
        return fragment.substring(fragment.indexOf(" :: ") + 4);
    }
}
