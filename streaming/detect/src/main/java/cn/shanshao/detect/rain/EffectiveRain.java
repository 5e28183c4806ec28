package cn.shanshao.detect.rain;

import java.time.Duration;

/** What earlier rain still counts (前期有效降雨量), mm. */
public final class EffectiveRain {
    /** Share that is left after a day: Kohler &amp; Linsley (1951) for runoff; 0.8–0.85 is usual for debris flows. */
    public static final double USUAL_K = 0.84;

    private static final Duration DAY = Duration.ofDays(1);

    private EffectiveRain() {}

    /**
     * Pe = Σ k^i·R_i, where R_i is the rain of the i-th 24 hours before {@code end}.
     *
     * @param end Unix ms: now, or where the storm began that is judged by itself
     * @param k share that is left after a day, 0…1
     * @param days 1…18
     * @return the sum, with its shares of the days weighted in the same way: what is missing long ago counts little
     */
    public static Amount before(RainRecord rain, long end, double k, int days) {
        var sum = Amount.NOTHING;
        var weights = 0.0;
        for (var i = 1; i <= days; i++) {
            var weight = Math.pow(k, i);
            sum = sum.plus(rain.sum(end - (i - 1) * DAY.toMillis(), DAY).times(weight));
            weights += weight;
        }
        return new Amount(sum.mm(), sum.known() / weights, sum.unplaced() / weights, sum.suspect() / weights);
    }

    /**
     * The half-life form (実効雨量): Σ R_i·0.5^(Δt/T). Half-lives of 1.5, 6, 24 and 72 h are used in Japan; Yano (1990), J.
     * Japan Soc. Erosion Control Eng. 43(4), 3–13.
     *
     * @param halfLife h, > 0
     * @param mm what still counts
     * @param at of that moment, Unix ms
     */
    public record Fading(double halfLife, double mm, long at) {
        /** Nothing has fallen yet. */
        public static Fading of(double halfLife, long at) {
            return new Fading(halfLife, 0, at);
        }

        /** Takes rain that fell up to a moment that is not before this one. */
        public Fading take(long until, double fallen) {
            return new Fading(halfLife, left(until) + fallen, until);
        }

        /** What is left of it at a later moment, Unix ms. */
        public double left(long later) {
            return mm * Math.pow(0.5, (double) (later - at) / RainRecord.HOUR / halfLife);
        }
    }
}
