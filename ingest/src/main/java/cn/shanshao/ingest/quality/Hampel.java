package cn.shanshao.ingest.quality;

import java.util.Arrays;

/** Hampel's identifier: a value that lies far from the median of a window, measured by the median distance from it. */
final class Hampel {
    /** From the median absolute deviation to the standard deviation, for normal noise. */
    static final double NORMAL = 1.4826;

    private Hampel() {}

    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median absolute deviation from {@code median}. */
    static double mad(double[] values, double median) {
        var off = new double[values.length];
        for (var i = 0; i < values.length; i++) {
            off[i] = Math.abs(values[i] - median);
        }
        return median(off);
    }
}
