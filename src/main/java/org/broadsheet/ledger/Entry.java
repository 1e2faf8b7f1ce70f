package org.broadsheet.ledger;

import java.util.Currency;
import org.broadsheet.money.Money;

/** One side of a transaction: what an account receives (debit) or gives (credit). */
public record Entry(Account account, Side side, Money amount) {
    public enum Side {
        DEBIT,
        CREDIT
    }

    public static Entry debit(Account account, Money amount) {
        return new Entry(account, Side.DEBIT, amount);
    }

    public static Entry credit(Account account, Money amount) {
        return new Entry(account, Side.CREDIT, amount);
    }

    /** @param minorUnits debit positive, credit negative */
    public static Entry signed(Account account, long minorUnits, Currency currency) {
        return new Entry(
                account, minorUnits < 0 ? Side.CREDIT : Side.DEBIT, new Money(Math.absExact(minorUnits), currency));
    }

    /** Debit positive, credit negative: as the table has it. */
    long signedMinorUnits() {
        return side == Side.DEBIT ? amount.minorUnits() : -amount.minorUnits();
    }
}
