package org.broadsheet.sandbox.engine.balance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/**
 * What is there and what is on its way, kept as sums: whoever asks, and every day that begins, would otherwise add up
 * all movements there ever were.
 */
public final class Balance {
    static final String ID = Ids.OF_THE_BALANCE;
    private static final long A_DAY = 86_400;

    private Balance() {}

    /** Counts a movement, and notes on it the day from which a payout can gather it. */
    static void add(Step step, Doc movement, String source) {
        var balance = of(step);
        var currency = movement.text("currency");
        var available = movement.number("available_on") <= step.realNow();
        var soonest = available ? nextDay(step.realNow()) : movement.number("available_on");
        var day = Math.max(soonest, paidOutUntil(balance, currency, source) + A_DAY);
        movement.hidden().set(countsOn(source), day);
        put(balance, new Lot(day, available, currency, source, movement.number("net")));
        if (available && movement.number("net") > 0) tellAvailable(step);
    }

    /** A payout takes what has counted before, so no other one may gather its movement. */
    static void payOut(Step step, Doc movement, String source) {
        put(of(step), new Lot(0, true, movement.text("currency"), source, movement.number("net")));
    }

    private static void put(Doc balance, Lot lot) {
        Lot.write(balance.hidden(), Lot.plus(Lot.read(balance.hidden()), lot));
    }

    private static Doc of(Step step) {
        var known = step.find(ID);
        return known == null ? step.create("balance", ID) : known;
    }

    private static List<Lot> lots(Step step) {
        var balance = step.find(ID);
        return balance == null ? List.of() : Lot.read(balance.hidden());
    }

    public static @Nullable Long due(Doc balance) {
        return Lot.read(balance.hidden()).stream()
                .filter(lot -> lot.day() > 0)
                .map(Lot::day)
                .min(Long::compare)
                .orElse(null);
    }

    /** A day begins: what was on its way is there, and is paid out if the account is paid daily. */
    public static void process(Step step, Doc balance) {
        List<Lot> lots = new ArrayList<>();
        var arrived = false;
        for (var lot : Lot.read(balance.hidden())) {
            var counts = lot.day() <= step.realNow();
            arrived |= counts && !lot.available() && lot.net() > 0;
            lots = Lot.plus(lots, counts ? lot.longSince() : lot);
        }
        Lot.write(balance.hidden(), lots);
        if (arrived) tellAvailable(step);
        if (step.settings().is(Setting.PAYOUT_SCHEDULE, "daily")) Payouts.payOutAll(step, balance);
    }

    private static void tellAvailable(Step step) {
        step.tell("balance.available", ID, Fields.empty().set("object", shown(step)));
    }

    static long available(Step step, String currency, String source) {
        return sum(
                lots(step),
                lot -> lot.countsAt(step.realNow())
                        && lot.currency().equals(currency)
                        && lot.source().equals(source));
    }

    /** What a payout can take now: movements of the running day wait for the next one. */
    static List<Lot> settled(Doc balance) {
        return Lot.read(balance.hidden()).stream().filter(lot -> lot.day() == 0).toList();
    }

    /** Under which name a movement's day is kept, so that a payout finds those of its own source. */
    static String countsOn(String source) {
        return "counts_on_" + source;
    }

    static long paidOutUntil(Doc balance, String currency, String source) {
        return balance.hidden().number("paid_out_until_" + currency + "_" + source, 0);
    }

    static void paidOut(Doc balance, String currency, String source, long until) {
        balance.hidden().set("paid_out_until_" + currency + "_" + source, until);
    }

    /** Where payouts go: an account at some bank for each currency. */
    static String bankAccount(Step step, String currency) {
        var key = "bank_account_" + currency;
        var balance = of(step);
        if (!balance.hidden().isSet(key)) balance.hidden().set(key, Ids.fresh("ba_"));
        return balance.hidden().text(key);
    }

    static long nextDay(long now) {
        return Instant.ofEpochSecond(now)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay()
                .toEpochSecond(ZoneOffset.UTC);
    }

    /** The balance as the API shows it. */
    public static Fields shown(Step step) {
        var lots = lots(step);
        return Fields.empty()
                .set("object", "balance")
                .set("available", amounts(lots, lot -> lot.countsAt(step.realNow())))
                .set("livemode", false)
                .set("pending", amounts(lots, lot -> !lot.countsAt(step.realNow())));
    }

    private static List<Fields> amounts(List<Lot> all, Predicate<Lot> which) {
        var currencies = new TreeSet<>(all.stream().map(Lot::currency).toList());
        if (currencies.isEmpty()) currencies.add("eur");
        return currencies.stream()
                .map(currency ->
                        amount(currency, all, which.and(lot -> lot.currency().equals(currency))))
                .toList();
    }

    private static Fields amount(String currency, List<Lot> all, Predicate<Lot> which) {
        var sources = new TreeSet<>(all.stream()
                .filter(lot -> lot.currency().equals(currency))
                .map(Lot::source)
                .toList());
        sources.add("card");
        var bySource = Fields.empty();
        for (var source : sources)
            bySource.set(source, sum(all, which.and(lot -> lot.source().equals(source))));
        return Fields.empty()
                .set("amount", sum(all, which))
                .set("currency", currency)
                .set("source_types", bySource);
    }

    private static long sum(List<Lot> lots, Predicate<Lot> which) {
        return lots.stream().filter(which).mapToLong(Lot::net).sum();
    }
}
