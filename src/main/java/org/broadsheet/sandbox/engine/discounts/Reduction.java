package org.broadsheet.sandbox.engine.discounts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.jspecify.annotations.Nullable;

/** How much less: a share of the sum or a fixed amount, spread over the lines so that every cent is accounted for. */
public record Reduction(
        @Nullable BigDecimal percent, long amount, @Nullable String currency, List<String> products) {

    public static Reduction of(Doc coupon) {
        var percent = coupon.find("percent_off");
        return new Reduction(
                percent == null ? null : new BigDecimal(percent),
                coupon.number("amount_off", 0),
                coupon.find("currency"),
                coupon.hidden().texts("products"));
    }

    public boolean fits(Fields line) {
        return fits(line.find("pricing.price_details.product"));
    }

    public boolean fits(@Nullable String product) {
        return products.isEmpty() || product != null && products.contains(product);
    }

    /** What goes off each amount; nothing goes off what is not above zero. Half a cent is rounded up. */
    public long[] spread(long[] amounts, String ofCurrency) {
        var sum = 0L;
        for (var each : amounts) sum += Math.max(each, 0);
        return share(amounts, sum, Math.min(sum, off(sum, ofCurrency)));
    }

    private long off(long sum, String ofCurrency) {
        if (percent == null) return ofCurrency.equals(currency) ? amount : 0;

        return BigDecimal.valueOf(sum)
                .multiply(percent)
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** By largest remainder, so that the parts are whole and add up. */
    private static long[] share(long[] amounts, long sum, long off) {
        var parts = new long[amounts.length];
        if (off == 0) return parts;

        var rests = new BigInteger[amounts.length];
        var left = off;
        for (int i = 0; i < amounts.length; i++) {
            var exact = BigInteger.valueOf(Math.max(amounts[i], 0))
                    .multiply(BigInteger.valueOf(off))
                    .divideAndRemainder(BigInteger.valueOf(sum));
            parts[i] = exact[0].longValueExact();
            rests[i] = exact[1];
            left -= parts[i];
        }
        for (; left > 0; left--) {
            var most = 0;
            for (int i = 1; i < rests.length; i++) if (rests[i].compareTo(rests[most]) > 0) most = i;
            parts[most]++;
            rests[most] = BigInteger.valueOf(-1);
        }
        return parts;
    }
}
