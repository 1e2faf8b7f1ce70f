package org.broadsheet.reports;

import java.util.Currency;
import java.util.List;
import org.broadsheet.money.Money;

/**
 * The state of the books.
 *
 * @param currencies a trial balance each
 * @param unbooked payments that came and are not in the books
 * @param mismatches contributions whose history does not add up to their state
 */
record LedgerReport(
        List<TrialBalance> currencies,
        long unbooked,
        long mismatches,
        ProofReport proof,
        long transactions,
        int page,
        List<Booking> shown) {
    static final int SIZE = 25;

    public int pages() {
        return Math.max(1, Math.ceilDiv((int) Math.min(transactions, Integer.MAX_VALUE), SIZE));
    }

    public boolean balanced() {
        return currencies.stream().allMatch(TrialBalance::balanced);
    }

    /**
     * @param sum of all entries: zero, or the books are wrong
     * @param unbalanced transactions that do not balance by themselves
     */
    record TrialBalance(Currency currency, List<AccountBalance> accounts, Balance sum, long unbalanced) {
        public boolean balanced() {
            return sum.isZero() && unbalanced == 0;
        }

        public Money debits() {
            return total(false);
        }

        public Money credits() {
            return total(true);
        }

        private Money total(boolean negative) {
            return accounts.stream()
                    .map(AccountBalance::balance)
                    .filter(each -> each.isNegative() == negative)
                    .map(Balance::size)
                    .reduce(Money.zero(currency), Money::plus);
        }
    }

    /** @param kind {@code asset}, {@code income} or {@code expense} */
    record AccountBalance(String account, String kind, Balance balance) {}
}
