package org.broadsheet.contributions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.broadsheet.contributions.ContributionState.Active;
import org.broadsheet.contributions.ContributionState.Paused;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.jspecify.annotations.Nullable;

/** What is charged next, and what would be if a wish were granted. */
final class Forecast {
    private static final int SHOWN = 3;

    static final int LAST_OF_MONTH = 31;

    private Forecast() {}

    record Charge(LocalDate on, Money amount) {}

    /** As things are: none when it ends or when nobody knows. */
    static List<Charge> of(Contribution contribution, ZoneId zone) {
        var first = due(contribution.state());
        return first == null || contribution.state().stops() != null
                ? List.of()
                : from(first, contribution.frequency(), contribution.amount(), zone);
    }

    private static @Nullable Instant due(ContributionState state) {
        return switch (state) {
            case Active active -> active.nextCharge();
            case Paused paused -> paused.nextCharge();
            case ContributionState.PastDue due -> null;
            case ContributionState.Pending pending -> null;
            case ContributionState.Given given -> null;
            case ContributionState.Held held -> null;
            case ContributionState.Ended ended -> null;
        };
    }

    static List<Charge> after(Wish wish, Contribution contribution, ZoneId zone, Instant now) {
        return switch (wish) {
            case Wish.Stop each -> List.of();
            case Wish.Single each -> List.of();
            case Wish.Withdraw each -> List.of();
            case Wish.Keep each -> from(ends(contribution), contribution.frequency(), contribution.amount(), zone);
            case Wish.Amount each ->
                of(contribution, zone).stream()
                        .map(charge -> new Charge(charge.on(), each.amount()))
                        .toList();
            case Wish.Rhythm each -> from(next(contribution), each.frequency(), each.amount(), zone);
            case Wish.Day each -> from(each.charge(), contribution.frequency(), contribution.amount(), zone);
            case Wish.Pause each ->
                from(
                        afterPause(contribution, each.charges(), zone),
                        contribution.frequency(),
                        contribution.amount(),
                        zone);
            case Wish.Resume each ->
                from(resumed(contribution, zone, now), contribution.frequency(), contribution.amount(), zone);
        };
    }

    private static List<Charge> from(Instant first, Frequency frequency, Money amount, ZoneId zone) {
        var schedule = new ChargeSchedule(frequency, LocalDate.ofInstant(first, zone));
        return IntStream.range(0, SHOWN)
                .mapToObj(each -> new Charge(schedule.charge(each), amount))
                .toList();
    }

    /**
     * The first charge on the wanted day that is not before the one that was due: what is paid for is used up first. The last day of
     * the month is looked for in a month of 31 days, for Stripe then comes back to it after every shorter month.
     *
     * @param day 1 to 28, or {@link #LAST_OF_MONTH}
     */
    static Instant onDay(Instant due, int day, ZoneId zone) {
        var at = due.atZone(zone);
        var month = at.withDayOfMonth(1);
        while (true) {
            int length = month.toLocalDate().lengthOfMonth();
            if (day < LAST_OF_MONTH || length == LAST_OF_MONTH) {
                var charge = month.withDayOfMonth(day);
                if (!charge.isBefore(at)) {
                    return charge.toInstant();
                }
            }
            month = month.plusMonths(1);
        }
    }

    /** A pause of so many months leaves out the charges in them; an annual one moves the next charge by them. */
    static Instant afterPause(Contribution contribution, int months, ZoneId zone) {
        return next(contribution).atZone(zone).plusMonths(months).toInstant();
    }

    /** Charging goes on with the first day that is due from now on. */
    private static Instant resumed(Contribution contribution, ZoneId zone, Instant now) {
        var due = next(contribution).atZone(zone);
        int step = contribution.frequency() == Frequency.ANNUAL ? 12 : 1;
        int months = 0;
        while (due.minusMonths(months + step).toInstant().isAfter(now)) {
            months += step;
        }
        return due.minusMonths(months).toInstant();
    }

    static Instant next(Contribution contribution) {
        var due = due(contribution.state());
        if (due == null) {
            throw new IllegalStateException("Nothing is due for contribution " + contribution.id());
        }
        return due;
    }

    private static Instant ends(Contribution contribution) {
        var stops = contribution.state().stops();
        return stops == null ? next(contribution) : stops;
    }
}
