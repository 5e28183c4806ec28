package cn.shanshao.detect.score;

import java.util.Arrays;

/** The area below the receiver operating characteristic (AUC), without drawing it. */
public final class RocArea {
    private RocArea() {}

    /**
     * The probability that a value with an event is above one without, ties counting half: Hanley &amp; McNeil (1982),
     * Radiology 143, 29–36.
     *
     * @return 0…1, 0.5 for chance; {@code NaN} when either is empty
     */
    public static double of(double[] withEvent, double[] without) {
        var sorted = without.clone();
        Arrays.sort(sorted);
        var wins = 0.0;
        for (var value : withEvent) {
            wins += (below(sorted, value, false) + below(sorted, value, true)) / 2.0;
        }
        return wins / withEvent.length / without.length;
    }

    /** How many of them are below the value, or not above it. */
    private static int below(double[] sorted, double value, boolean orEqual) {
        var from = 0;
        var to = sorted.length;
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (sorted[middle] < value || orEqual && sorted[middle] == value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
