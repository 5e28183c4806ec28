package cn.shanshao.detect.movement;

import org.jspecify.annotations.Nullable;

/**
 * How fast a mark moves, over the last stretch of its trail: the slope of a weighted straight line.
 *
 * @param value mm/d, with its sign
 * @param error standard deviation, mm/d: of the scatter about the line, or of the known noise where that is larger, and
 *     larger still where neighbours stray to the same side (first-order autocorrelation)
 * @param days that it was measured over
 * @param means of readings that it stands on
 */
record Rate(double value, double error, double days, int means) {
    /** The stretch must be filled to this share, or a gap would be taken for a rate. */
    private static final double FILLED = 0.5;

    /** A little more than the stretch, so that a daily reading a second early still counts. */
    private static final double SLACK = 1.02;

    /** Standard deviations. Of some hundred thousand looks in a year at a slope that rests, none may be mistaken. */
    private static final double SURE = 5;

    private static final double MOST_CORRELATED = 0.8;

    /**
     * @param noise standard deviation of one reading, mm
     * @return {@code null} when the trail does not tell
     */
    static @Nullable Rate over(Trail trail, double days, double noise) {
        var last = trail.size() - 1;
        var first = last;
        while (first > 0 && trail.t(last) - trail.t(first - 1) <= days * SLACK) {
            first--;
        }
        if (last - first < 1 || trail.t(last) - trail.t(first) < days * FILLED) {
            return null;
        }
        return of(trail, first, last, noise);
    }

    /**
     * Of the newest reading against the one before: what has just begun shows there first, when longer stretches only
     * show that they are not straight.
     *
     * @return {@code null} while there is one reading, or the noise is not known
     */
    static @Nullable Rate ofNewest(Trail trail, double noise) {
        var last = trail.size() - 1;
        return last < 1 || noise == 0 ? null : of(trail, last - 1, last, noise);
    }

    private static Rate of(Trail trail, int first, int last, double noise) {
        var weight = 0.0;
        var meanT = 0.0;
        var meanX = 0.0;
        for (var i = first; i <= last; i++) {
            weight += trail.count(i);
            meanT += (trail.t(i) - meanT) * trail.count(i) / weight;
            meanX += (trail.x(i) - meanX) * trail.count(i) / weight;
        }
        var tt = 0.0;
        var tx = 0.0;
        for (var i = first; i <= last; i++) {
            var dt = trail.t(i) - meanT;
            tt += trail.count(i) * dt * dt;
            tx += trail.count(i) * dt * (trail.x(i) - meanX);
        }
        var slope = tx / tt;
        var scatter = 0.0;
        var neighbours = 0.0;
        var before = 0.0;
        for (var i = first; i <= last; i++) {
            var stray = Math.sqrt(trail.count(i)) * (trail.x(i) - meanX - slope * (trail.t(i) - meanT));
            scatter += stray * stray;
            neighbours += stray * before;
            before = stray;
        }
        var n = last - first + 1;
        var variance = Math.max(noise * noise, n > 2 ? scatter / (n - 2) : 0);
        var alike = scatter > 0 ? Math.max(0, Math.min(MOST_CORRELATED, neighbours / scatter)) : 0;
        var error = Math.sqrt(variance / tt * (1 + alike) / (1 - alike));
        return new Rate(slope, error, trail.t(last) - trail.t(first), n);
    }

    /** The rate where it stands out of its own error, else 0. */
    double sure() {
        return Math.abs(value) > SURE * error ? value : 0;
    }
}
