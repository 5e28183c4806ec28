package cn.shanshao.detect.movement;

/**
 * Where a mark on the slope was, oldest first: each a mean of one or more readings.
 *
 * @param t times in days, the newest is 0
 * @param x displacement in mm, positive in the direction of movement
 * @param count readings in each mean
 * @param noise standard deviation of one reading, mm, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // a view of one computation, never kept or compared
record Positions(double[] t, double[] x, int[] count, double noise) {
    private static final double IN_NOISE = 2;

    int size() {
        return t.length;
    }

    /** Those from {@code first} on. */
    Positions from(int first) {
        return new Positions(
                java.util.Arrays.copyOfRange(t, first, t.length),
                java.util.Arrays.copyOfRange(x, first, x.length),
                java.util.Arrays.copyOfRange(count, first, count.length),
                noise);
    }

    /**
     * Means over stretches of equal displacement, so that each tells as much of the rate as the others, however the
     * slope accelerates; from the newest back.
     *
     * @param most stretches at most, about
     */
    Positions gathered(int most) {
        var step = Math.max(IN_NOISE * noise, (x[size() - 1] - x[0]) / most);
        var times = new double[size()];
        var places = new double[size()];
        var counts = new int[size()];
        var stretches = 0;
        for (var last = size() - 1; last >= 0; ) {
            var first = last;
            while (first > 0 && x[last] - x[first - 1] < step) {
                first--;
            }
            var place = size() - ++stretches;
            for (var i = first; i <= last; i++) {
                times[place] += t[i] * count[i];
                places[place] += x[i] * count[i];
                counts[place] += count[i];
            }
            times[place] /= counts[place];
            places[place] /= counts[place];
            last = first - 1;
        }
        return new Positions(times, places, counts, noise).from(size() - stretches);
    }

    /** Variance of each mean, mm². */
    double[] variances() {
        var variances = new double[size()];
        for (var i = 0; i < variances.length; i++) {
            variances[i] = noise * noise / count[i];
        }
        return variances;
    }

    /** Way from the first position to each of the others, mm. */
    double[] path() {
        var path = new double[size() - 1];
        for (var i = 0; i < path.length; i++) {
            path[i] = x[i + 1] - x[0];
        }
        return path;
    }
}
