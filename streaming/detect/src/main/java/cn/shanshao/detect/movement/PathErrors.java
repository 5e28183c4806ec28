package cn.shanshao.detect.movement;

/**
 * The errors of a path, as the filter that makes them independent (Kalman's: its innovations over their standard
 * deviations). Three things part a mark from the law: the noise of a reading; a sway over some days that returns, such as
 * weather makes; and a wandering of the rate by a share of what it is, which stays. With the filter a least-squares fit
 * weighs all three rightly.
 */
final class PathErrors {
    private final double[] keeps;
    private final double[] gain;
    private final double[] swayGain;
    private final double[] deviation;

    /**
     * @param variances of the noise of the positions, mm², n + 1
     * @param stray standard deviation of each step by the wandering of the rate, mm, n
     * @param sway standard deviation, mm
     * @param keeps share of a sway that is left after each step, n
     */
    PathErrors(double[] variances, double[] stray, double sway, double[] keeps) {
        this.keeps = keeps;
        gain = new double[stray.length];
        swayGain = new double[stray.length];
        deviation = new double[stray.length];
        // variances of the place and of the sway and what they share, where the path begins
        var place = sway * sway + variances[0];
        var shared = -sway * sway;
        var own = sway * sway;
        for (var i = 0; i < stray.length; i++) {
            place += stray[i] * stray[i];
            shared *= keeps[i];
            own = keeps[i] * keeps[i] * own + (1 - keeps[i] * keeps[i]) * sway * sway;
            var seen = place + shared;
            var swaySeen = shared + own;
            var variance = seen + swaySeen + variances[i + 1];
            gain[i] = seen / variance;
            swayGain[i] = swaySeen / variance;
            deviation[i] = Math.sqrt(variance);
            place -= gain[i] * seen;
            shared -= gain[i] * swaySeen;
            own -= swayGain[i] * swaySeen;
        }
    }

    /** Makes the errors of a path, mm from its first position, independent and of unit variance; in place. */
    double[] whiten(double[] path) {
        var place = 0.0;
        var sway = 0.0;
        for (var i = 0; i < path.length; i++) {
            sway *= keeps[i];
            var news = path[i] - place - sway;
            place += gain[i] * news;
            sway += swayGain[i] * news;
            path[i] = news / deviation[i];
        }
        return path;
    }

    /** −2 log likelihood of whitened residuals, but for a constant. */
    double surprise(double[] whitened) {
        var sum = 0.0;
        for (var i = 0; i < whitened.length; i++) {
            sum += whitened[i] * whitened[i] + 2 * Math.log(deviation[i]);
        }
        return sum;
    }
}
