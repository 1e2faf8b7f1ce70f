package org.broadsheet.reports;

import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import org.broadsheet.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How the newsroom lives off its readers, month by month in its own zone. Nothing here adds one currency to another; supporters are
 * counted by head over all of them as well, because heads are not money.
 *
 * @param month the one that runs, last of the window
 * @param since the first month in which anything happened; null for a paper without a supporter
 * @param heads oldest first, one for each month of the window
 * @param currencies those in which anything ever happened
 */
public record SupporterReport(
        YearMonth month, @Nullable YearMonth since, List<Heads> heads, List<CurrencyReport> currencies) {

    public Heads current() {
        return heads.getLast();
    }

    /**
     * Supporters by head over all currencies.
     *
     * @param gained had no recurring contribution, and then one
     * @param stopped lost because they stopped, or we did at their wish
     * @param unpaid lost because every attempt to charge failed
     * @param active at the end of the month, or now
     */
    public record Heads(YearMonth month, long gained, long stopped, long unpaid, long active) {
        public long lost() {
            return stopped + unpaid;
        }

        public long net() {
            return gained - lost();
        }
    }

    /** @param months oldest first, one for each month of the window */
    public record CurrencyReport(
            Currency currency, @Nullable YearMonth since, List<CurrencyMonth> months) {
        public CurrencyMonth current() {
            return months.getLast();
        }

        /** The window's months since this currency has a history. */
        public List<CurrencyMonth> history() {
            return months.stream()
                    .filter(each -> since != null && !each.month().isBefore(since))
                    .toList();
        }
    }

    /**
     * @param active by head, in this currency, at the end of the month or now
     * @param mrr at the end of the month or now; it is the last month's, and {@code gained}, {@code raised} more, {@code lost} and
     *     {@code lowered} less
     * @param received all payments that came, {@code once} being the part of single gifts
     * @param books what the ledger says of money that settled in this currency
     */
    public record CurrencyMonth(
            YearMonth month,
            long active,
            long headsGained,
            long headsLost,
            Recurring mrr,
            Recurring gained,
            Recurring lost,
            Recurring raised,
            Recurring lowered,
            long payments,
            Money received,
            long gifts,
            long givers,
            Money once,
            Books books) {}

    /** @param net what was left: gross less fees and less what went back */
    public record Books(Balance gross, Balance fee, Balance back, Balance net) {}
}
