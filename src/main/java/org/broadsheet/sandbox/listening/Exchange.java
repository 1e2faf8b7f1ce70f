package org.broadsheet.sandbox.listening;

import org.jspecify.annotations.Nullable;

/** One call of the API as it came, and its answer before any ordered mishap. */
public record Exchange(
        String method, String path, String form, @Nullable String authorization, int status, String answer) {
    @Override
    public String toString() {
        return method + " " + path + " with " + form + " answered " + status + " " + answer;
    }
}
