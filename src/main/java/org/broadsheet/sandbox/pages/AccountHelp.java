package org.broadsheet.sandbox.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.cards.TestAccount;

/** One row of the help with test accounts: the IBAN, and what happens with it. */
record AccountHelp(String number, String story) {

    static List<AccountHelp> all(Words words, Locale locale) {
        return Arrays.stream(TestAccount.values())
                .filter(account -> account.scheme() == TestAccount.Scheme.SEPA)
                .map(account -> new AccountHelp(
                        account.number(),
                        words.say(locale, "account." + account.name().toLowerCase(Locale.ROOT))))
                .toList();
    }
}
