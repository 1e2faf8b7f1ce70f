package org.broadsheet.contributions;

import java.time.Instant;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/** What a supporter wants of a contribution, checked as far as it can be without looking at it. */
sealed interface Wish {

    /** @param reason a word of ours; null when none was given */
    record Stop(@Nullable String reason) implements Wish {}

    record Keep() implements Wish {}

    record Amount(Money amount) implements Wish {}

    record Rhythm(Frequency frequency, Money amount) implements Wish {}

    /** @param charge the next one, on the wanted day */
    record Day(Instant charge) implements Wish {}

    /** @param charges how many are left out */
    record Pause(int charges) implements Wish {}

    record Resume() implements Wish {}

    record Single() implements Wish {}

    record Withdraw() implements Wish {}

    default Change.Kind kind() {
        return switch (this) {
            case Stop each -> Change.Kind.STOP;
            case Keep each -> Change.Kind.KEEP;
            case Amount each -> Change.Kind.AMOUNT;
            case Rhythm each -> Change.Kind.FREQUENCY;
            case Day each -> Change.Kind.DAY;
            case Pause each -> Change.Kind.PAUSE;
            case Resume each -> Change.Kind.RESUME;
            case Single each -> Change.Kind.SINGLE;
            case Withdraw each -> Change.Kind.WITHDRAW;
        };
    }
}
