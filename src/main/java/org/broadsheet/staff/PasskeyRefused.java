package org.broadsheet.staff;

/** What the browser sent proves nothing. The reason is for nobody but a developer. */
final class PasskeyRefused extends Exception {
    PasskeyRefused(String reason) {
        super(reason);
    }

    PasskeyRefused(RuntimeException cause) {
        super(cause);
    }
}
