package org.broadsheet;

/** A start that must not happen; its message tells the operator what to do and is all that is printed. */
public final class StartRefused extends RuntimeException {
    public StartRefused(String message) {
        super(message);
    }
}
