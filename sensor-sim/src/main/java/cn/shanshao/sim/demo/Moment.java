package cn.shanshao.sim.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment of the demonstration, which plays in rounds of half an hour from its epoch on.
 *
 * @param at the time of day it is
 * @param s seconds since the epoch of the demo; negative before it
 * @param sinceStart seconds since this process began to play
 * @param round 0, 1, 2 …; −1 before the epoch
 * @param phase seconds since the round began
 */
record Moment(Instant at, double s, double sinceStart, long round, double phase) {
    static final double ROUND = 1_800;

    /** Each round is a little larger or smaller, and a little earlier or later, than the one before; the first is as written. */
    private static final double[] SCALES = {1.00, 0.97, 1.03, 0.98, 1.02, 0.96, 1.04};

    private static final double[] SHIFTS = {0, 6, -5, 9, 3, -8, 4};

    static Moment of(Instant epoch, Instant start, Instant at) {
        var s = Duration.between(epoch, at).toMillis() / 1000.0;
        var round = s < 0 ? -1 : (long) (s / ROUND);
        return new Moment(at, s, Duration.between(start, at).toMillis() / 1000.0, round, s - round * ROUND);
    }

    static double scale(long round) {
        return round < 0 ? 0 : SCALES[(int) (round % SCALES.length)];
    }

    static double shift(long round) {
        return round < 0 ? 0 : SHIFTS[(int) (round % SHIFTS.length)];
    }

    /** Σ scale of all rounds before this one. */
    double scalesBefore() {
        var sum = 0.0;
        for (var scale : SCALES) {
            sum += scale;
        }
        var whole = Math.max(0, round) / SCALES.length;
        var before = whole * sum;
        for (var i = whole * SCALES.length; i < round; i++) {
            before += SCALES[(int) (i % SCALES.length)];
        }
        return before;
    }
}
