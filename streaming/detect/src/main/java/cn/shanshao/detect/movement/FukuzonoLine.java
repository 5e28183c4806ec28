package cn.shanshao.detect.movement;

import java.util.Optional;

/**
 * The straight line of 1/v over time, by ordinary least squares (倒速度法原式): it meets zero when the slope fails, if α = 2
 * and nothing disturbs it. A second opinion, and the measure that better methods are held against.
 *
 * <p>Source: Fukuzono 1985; the error by the delta method.
 *
 * @param failure time at which 1/v is zero, in the unit of the times
 * @param error standard deviation of it
 * @param r2 coefficient of determination, 0…1
 */
public record FukuzonoLine(double failure, double error, double r2) {
    private static final int FEWEST = 3;

    /**
     * @param t times, rising
     * @param v rates above 0 at those times
     * @return empty when 1/v does not fall, or there are fewer than {@value #FEWEST} rates
     */
    public static Optional<FukuzonoLine> through(double[] t, double[] v) {
        var n = t.length;
        if (n < FEWEST) {
            return Optional.empty();
        }
        var meanT = 0.0;
        var meanY = 0.0;
        for (var i = 0; i < n; i++) {
            meanT += t[i] / n;
            meanY += 1 / v[i] / n;
        }
        var tt = 0.0;
        var ty = 0.0;
        var yy = 0.0;
        for (var i = 0; i < n; i++) {
            var dt = t[i] - meanT;
            var dy = 1 / v[i] - meanY;
            tt += dt * dt;
            ty += dt * dy;
            yy += dy * dy;
        }
        var slope = ty / tt;
        if (!(slope < 0)) {
            return Optional.empty();
        }
        var failure = meanT - meanY / slope;
        var variance = Math.max(0, yy - ty * slope) / (n - 2);
        var away = failure - meanT;
        var error = Math.sqrt(variance * (1.0 / n + away * away / tt)) / -slope;
        return Optional.of(new FukuzonoLine(failure, error, yy == 0 ? 1 : Math.min(1, ty * slope / yy)));
    }
}
