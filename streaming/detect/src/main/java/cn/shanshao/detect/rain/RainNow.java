package cn.shanshao.detect.rain;

import java.time.Duration;

/**
 * What fell at a gauge of late, as far as others need it.
 *
 * @param at end of all sums, Unix ms
 * @param hours mm in each of the last 24 hours, the newest first
 * @param sums mm over each of {@link RainTable#SPANS}
 * @param rests mm over each of them less its first 24 hours; 0 for those that are not longer
 * @param isComplete enough of the last 24 hours was seen
 */
public record RainNow(long at, double[] hours, double[] sums, double[] rests, boolean isComplete) {
    static final int DAY_HOURS = 24;

    static RainNow of(RainRecord rain) {
        var hours = new double[DAY_HOURS];
        for (var i = 0; i < DAY_HOURS; i++) {
            hours[i] = mm(rain.sum(rain.until() - i * RainRecord.HOUR, Duration.ofHours(1)));
        }
        var spans = RainRecord.SPANS;
        var day = Duration.ofDays(1);
        return new RainNow(
                rain.until(),
                hours,
                spans.stream().mapToDouble(span -> mm(rain.sum(span))).toArray(),
                spans.stream()
                        .mapToDouble(span -> span.compareTo(day) > 0 ? mm(rain.sum(span.minus(day))) : 0)
                        .toArray(),
                rain.sum(day).isComplete());
    }

    /** To a hundredth. */
    private static double mm(Amount amount) {
        return Math.round(amount.mm() * 100) / 100.0;
    }
}
