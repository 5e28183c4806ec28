package cn.shanshao.detect.movement;

import java.util.Arrays;
import java.util.Optional;

/**
 * The failure window by a short and a long moving average of the rate (SMA/LMA): the line of 1/v through each, from the
 * onset of acceleration on, and half of their difference to both sides. A second opinion.
 *
 * <p>Source: Carlà et al., Landslides 14 (2017) 517–534, 10.1007/s10346-016-0731-5.
 *
 * @param onset time from which the short average has been above the long one
 * @param earliest start of the window
 * @param latest end of it
 */
public record MovingAverages(double onset, double earliest, double latest) {
    static final int SHORT = 3;
    static final int LONG = 7;

    /**
     * @param t times, rising
     * @param v rates over stretches that do not overlap, above 0
     * @return empty while it does not accelerate, or either line does not fall
     */
    public static Optional<MovingAverages> of(double[] t, double[] v) {
        var onset = onset(v);
        if (onset < 0) {
            return Optional.empty();
        }
        var fast = line(t, v, SHORT, onset);
        var slow = line(t, v, LONG, onset);
        if (fast.isEmpty() || slow.isEmpty()) {
            return Optional.empty();
        }
        var one = fast.get().failure();
        var other = slow.get().failure();
        var half = Math.abs(one - other) / 2;
        return Optional.of(new MovingAverages(t[onset], Math.min(one, other) - half, Math.max(one, other) + half));
    }

    /** The index since which the short average has been above the long one; −1 where it is not. */
    private static int onset(double[] v) {
        var since = -1;
        for (var i = v.length - 1; i >= LONG - 1 && mean(v, i, SHORT) > mean(v, i, LONG); i--) {
            since = i;
        }
        return since;
    }

    private static Optional<FukuzonoLine> line(double[] t, double[] v, int many, int onset) {
        var averages = new double[v.length - onset];
        for (var i = onset; i < v.length; i++) {
            averages[i - onset] = mean(v, i, many);
        }
        return FukuzonoLine.through(Arrays.copyOfRange(t, onset, t.length), averages);
    }

    private static double mean(double[] v, int last, int many) {
        var sum = 0.0;
        for (var i = last - many + 1; i <= last; i++) {
            sum += v[i];
        }
        return sum / many;
    }
}
