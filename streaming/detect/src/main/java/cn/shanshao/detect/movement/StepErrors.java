package cn.shanshao.detect.movement;

/**
 * The errors of the steps between positions, as the Cholesky factor of their covariance. Two neighbours share the
 * position between them, so their errors are opposed; besides, the rate itself wanders (rain, frost) by a share of what
 * it is. With the factor a least-squares fit weighs both rightly.
 */
final class StepErrors {
    /** Steps stray further than normal errors would let them: a storm pushes, and then the law goes on. */
    private static final double TAILS = 4;

    private final double[] diagonal;
    private final double[] below;

    /**
     * @param variances of the positions, n + 1
     * @param expected steps, n, mm
     * @param wander standard deviation of a step as a share of it
     * @param shares of a whole vote that each step has: one that a storm pushed says little of the law
     */
    StepErrors(double[] variances, double[] expected, double wander, double[] shares) {
        var n = expected.length;
        diagonal = new double[n];
        below = new double[n];
        for (var i = 0; i < n; i++) {
            var rate = wander * Math.max(expected[i], 0);
            var variance = rate * rate / shares[i] + variances[i] + variances[i + 1];
            below[i] = i == 0 ? 0 : -variances[i] / diagonal[i - 1];
            diagonal[i] = Math.sqrt(Math.max(variance - below[i] * below[i], 1e-12 * variance));
        }
    }

    /** Makes the errors of {@code steps} independent and of unit variance; in place. */
    double[] whiten(double[] steps) {
        var before = 0.0;
        for (var i = 0; i < steps.length; i++) {
            before = (steps[i] - below[i] * before) / diagonal[i];
            steps[i] = before;
        }
        return steps;
    }

    /** −2 log likelihood of whitened residuals, but for a constant. */
    double surprise(double[] whitened) {
        var sum = 0.0;
        for (var i = 0; i < whitened.length; i++) {
            sum += whitened[i] * whitened[i] + 2 * Math.log(diagonal[i]);
        }
        return sum;
    }

    /** What a whitened residual leaves of a step's vote. */
    static double share(double whitened) {
        return Math.min(1, (TAILS + 1) / (TAILS + whitened * whitened));
    }
}
