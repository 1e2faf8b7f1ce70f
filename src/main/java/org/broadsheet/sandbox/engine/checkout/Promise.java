package org.broadsheet.sandbox.engine.checkout;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.discounts.Reduction;
import org.jspecify.annotations.Nullable;

/**
 * What will be taken again and again when a session is paid: how much from when on, and how much once a discount has
 * run out.
 */
public record Promise(
        Fields recurring,
        long next,
        long amount,
        long full,
        @Nullable Long reducedUntil) {

    /** One for each rhythm. */
    public static List<Promise> of(Step step, Doc session) {
        if (!session.is("mode", "subscription")) return List.of();
        var groups = new LinkedHashMap<String, List<Fields>>();
        for (var item : SessionSums.imagine(step, session).subscription().objects("items.data"))
            groups.computeIfAbsent(
                            item.text("price.recurring.interval") + item.number("price.recurring.interval_count"),
                            rhythm -> new ArrayList<>())
                    .add(item);
        return groups.values().stream().map(items -> of(step, session, items)).toList();
    }

    private static Promise of(Step step, Doc session, List<Fields> items) {
        var next = items.getFirst().number("current_period_end");
        var amounts = items.stream()
                .mapToLong(item -> item.number("price.unit_amount") * item.number("quantity"))
                .toArray();
        var full = sum(amounts);
        var coupon = SessionDiscounts.coupon(step, session);
        var until = coupon == null ? 0 : until(coupon, step.now());
        if (coupon == null || until <= next)
            return new Promise(items.getFirst().object("price.recurring"), next, full, full, null);

        var reduction = Reduction.of(coupon);
        for (int i = 0; i < amounts.length; i++)
            if (!reduction.fits(items.get(i).find("price.product"))) amounts[i] = 0;
        var off = sum(reduction.spread(amounts, session.text("currency")));
        return new Promise(
                items.getFirst().object("price.recurring"),
                next,
                full - off,
                full,
                until == Long.MAX_VALUE ? null : (Long) until);
    }

    private static long until(Doc coupon, long now) {
        return switch (coupon.text("duration")) {
            case "forever" -> Long.MAX_VALUE;
            case "repeating" ->
                Instant.ofEpochSecond(now)
                        .atOffset(ZoneOffset.UTC)
                        .plusMonths(coupon.number("duration_in_months"))
                        .toEpochSecond();
            default -> 0;
        };
    }

    private static long sum(long[] amounts) {
        var sum = 0L;
        for (var amount : amounts) sum += amount;
        return sum;
    }
}
