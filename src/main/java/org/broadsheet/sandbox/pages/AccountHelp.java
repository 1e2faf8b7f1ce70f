package org.broadsheet.sandbox.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.cards.TestAccount;

/** One row of the help with test accounts: its numbers, and what happens with it. */
record AccountHelp(String number, String story) {

    static List<AccountHelp> of(List<PayWay> ways, Words words, Locale locale) {
        var schemes = ways.stream().map(PayWay::scheme).toList();
        return Arrays.stream(TestAccount.values())
                .filter(account -> schemes.contains(account.scheme()))
                .map(account -> new AccountHelp(
                        account.number(),
                        words.say(locale, "account." + account.name().toLowerCase(Locale.ROOT))))
                .toList();
    }
}
