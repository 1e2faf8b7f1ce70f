package org.broadsheet.sandbox.engine;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Identifiers that look like Stripe's: a prefix for the kind, then letters and digits. */
public final class Ids {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final RandomGenerator RANDOM = new SecureRandom();

    /** An account has one, whether or not it has been asked for yet. */
    public static final String OF_THE_BALANCE = "balance";

    private Ids() {}

    /** Whether somebody who chooses an id must choose another one. */
    public static boolean isTaken(Step step, String id) {
        return id.equals(OF_THE_BALANCE) || step.find(id) != null;
    }

    public static String fresh(String prefix) {
        return prefix + letters(24, ALPHABET.length());
    }

    /** Session ids open a page without a password, so they are long, as Stripe's are. */
    public static String session() {
        return "cs_test_" + letters(58, ALPHABET.length());
    }

    public static String invoicePrefix() {
        return letters(8, 36);
    }

    private static String letters(int count, int of) {
        var letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) letters.append(ALPHABET.charAt(RANDOM.nextInt(of)));
        return letters.toString();
    }
}
