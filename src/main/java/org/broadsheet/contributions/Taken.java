package org.broadsheet.contributions;

/** What became of a wish. */
sealed interface Taken {

    /** It is noted, and done as soon as Stripe answers; the same form again is the same change. */
    record Noted(Change change) implements Taken {}

    /** Something else was decided after the form had been shown. */
    record Overtaken() implements Taken {}

    /** As it is now, that cannot be done to it. */
    record NotPossible() implements Taken {}
}
