package org.broadsheet.reports;

import java.util.ArrayList;
import java.util.List;

/**
 * Round steps over a range of whole numbers. The ends are steps themselves, and there is always a range, even over nothing.
 *
 * @param step 1, 2 or 5 times a power of ten
 */
record Scale(long low, long high, long step) {

    /** For bars, which stand on zero. */
    static Scale fromZero(long lowest, long highest, int steps) {
        return over(Math.min(0, lowest), Math.max(0, highest), steps);
    }

    static Scale over(long lowest, long highest, int steps) {
        if (lowest > highest) {
            throw new IllegalArgumentException(lowest + " is above " + highest);
        }
        double range = Math.max((double) highest - lowest, 1);
        long step = round(range / steps);
        long low = Math.floorDiv(lowest, step) * step;
        long high = Math.ceilDiv(highest, step) * step;
        return new Scale(low, high == low ? low + step : high, step);
    }

    List<Long> ticks() {
        var ticks = new ArrayList<Long>();
        for (long tick = low; tick <= high; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    /** 0 at the low end, 1 at the high one. */
    double share(long value) {
        return ((double) value - low) / ((double) high - low);
    }

    private static long round(double wanted) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(wanted, 1))));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= wanted) {
                return (long) (factor * power);
            }
        }
        return (long) (10 * power);
    }
}
