package org.broadsheet.sandbox.engine.cards;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;
import org.jspecify.annotations.Nullable;

/** The bank accounts that Stripe publishes for testing direct debits. A bank and a number stand for one account. */
public enum TestAccount {
    SEPA(Scheme.SEPA, "AT611904300234573201", Pace.DAYS, Ending.PAID),
    SEPA_SOON(Scheme.SEPA, "AT321904300235473204", Pace.MINUTES, Ending.PAID),
    SEPA_FAILS(Scheme.SEPA, "AT861904300235473202", Pace.DAYS, Ending.NO_FUNDS),
    SEPA_FAILS_SOON(Scheme.SEPA, "AT051904300235473205", Pace.MINUTES, Ending.NO_FUNDS),
    SEPA_DISPUTED(Scheme.SEPA, "AT591904300235473203", Pace.DAYS, Ending.DISPUTED),
    SEPA_GERMAN(Scheme.SEPA, "DE89370400440532013000", Pace.DAYS, Ending.PAID),
    SEPA_GERMAN_FAILS(Scheme.SEPA, "DE62370400440532013001", Pace.DAYS, Ending.NO_FUNDS),
    BACS(Scheme.BACS, "108800 00012345", Pace.DAYS, Ending.PAID),
    BACS_SOON(Scheme.BACS, "108800 90012345", Pace.MINUTES, Ending.PAID),
    BACS_FAILS(Scheme.BACS, "108800 33333335", Pace.DAYS, Ending.NOT_AUTHORIZED),
    BACS_FAILS_SOON(Scheme.BACS, "108800 93333335", Pace.MINUTES, Ending.NOT_AUTHORIZED),
    US_BANK(Scheme.US_BANK, "110000000 000123456789", Pace.DAYS, Ending.PAID),
    US_BANK_FAILS(Scheme.US_BANK, "110000000 000111111116", Pace.DAYS, Ending.CLOSED);

    /** Which banks take part, in which currency, and how long a debit takes there. */
    public enum Scheme {
        SEPA("sepa_debit", "eur", 5),
        BACS("bacs_debit", "gbp", 3),
        US_BANK("us_bank_account", "usd", 4);

        private final String type;
        private final String currency;
        private final int days;

        Scheme(String type, String currency, int days) {
            this.type = type;
            this.currency = currency;
            this.days = days;
        }

        public static Optional<Scheme> ofType(String type) {
            return Arrays.stream(values())
                    .filter(scheme -> scheme.type.equals(type))
                    .findFirst();
        }

        public String type() {
            return type;
        }

        public String currency() {
            return currency;
        }
    }

    private enum Pace {
        DAYS,
        MINUTES
    }

    private enum Ending {
        PAID,
        DISPUTED,
        NO_FUNDS,
        NOT_AUTHORIZED,
        CLOSED
    }

    private final Scheme scheme;
    private final String number;
    private final Pace pace;
    private final Ending ending;

    TestAccount(Scheme scheme, String number, Pace pace, Ending ending) {
        this.scheme = scheme;
        this.number = number;
        this.pace = pace;
        this.ending = ending;
    }

    public static Optional<TestAccount> of(Scheme scheme, String number) {
        return Arrays.stream(values())
                .filter(account -> account.scheme == scheme && account.number.equals(number))
                .findFirst();
    }

    /** The account behind a payment method, if it is one. */
    public static Optional<TestAccount> behind(Doc method) {
        return method.hidden().maybe("account").map(TestAccount::valueOf);
    }

    public Scheme scheme() {
        return scheme;
    }

    /** The IBAN, or the bank's code and the account's number with a space between. */
    public String number() {
        return number;
    }

    public String last4() {
        return number.substring(number.length() - 4);
    }

    /** When the bank's answer to a debit of now is here. */
    public long answersAt(long now) {
        return now + (pace == Pace.MINUTES ? 180 : scheme.days * 86_400L);
    }

    public @Nullable Decline refusal() {
        return switch (ending) {
            case PAID, DISPUTED -> null;
            case NO_FUNDS -> debit("insufficient_funds", "The customer's account has insufficient funds.", false);
            case NOT_AUTHORIZED ->
                debit(
                        "debit_not_authorized",
                        "The customer has notified their bank that this payment was unauthorized.",
                        true);
            case CLOSED -> debit("account_closed", "The customer's bank account has been closed.", true);
        };
    }

    private static Decline debit(String code, String message, boolean hard) {
        return new Decline(code, null, message, hard);
    }

    public Set<Mark> marks() {
        return ending == Ending.DISPUTED ? Set.of(Mark.DISPUTED_AS_FRAUDULENT) : Set.of();
    }
}
