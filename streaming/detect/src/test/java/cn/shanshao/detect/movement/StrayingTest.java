package cn.shanshao.detect.movement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StrayingTest {
    private static final int STEPS = 30;
    private static final double NOISE = 0.02;

    /** A step of 1 mm a day, each with some noise, and one that is longer. */
    private static Positions record(long seed, int place, double push) {
        var random = new Random(seed);
        var t = new double[STEPS + 1];
        var x = new double[STEPS + 1];
        var count = new int[STEPS + 1];
        for (var i = 0; i <= STEPS; i++) {
            t[i] = i - STEPS;
            x[i] = i + (i > place ? push : 0) + NOISE * random.nextGaussian();
            count[i] = 1;
        }
        return new Positions(t, x, count, NOISE);
    }

    private static double[] even() {
        var expected = new double[STEPS];
        for (var i = 0; i < STEPS; i++) {
            expected[i] = i + 1;
        }
        return expected;
    }

    private static Straying likeliest(Positions positions) {
        var expected = even();
        return new Straying.Search(positions).likeliest(expected, new double[][] {expected});
    }

    @Property(tries = 50)
    void aPushIsFoundWhereItWasAndLeavesTheRestAsSureAsBefore(
            @ForAll long seed,
            @ForAll @IntRange(min = 3, max = STEPS - 4) int place,
            @ForAll @DoubleRange(min = 0.4, max = 3) double push) {
        var positions = record(seed, place, push);
        var straying = likeliest(positions);
        assertThat(straying.pushed()[place]).isTrue();
        assertThat(straying.wander()).isLessThanOrEqualTo(0.03);
        assertThat(Straying.suspects(positions)[place]).isTrue();
    }

    @Property(tries = 50)
    void theNewestStepsAreNeverTakenForAPush(
            @ForAll long seed,
            @ForAll @IntRange(min = STEPS - 2, max = STEPS - 1) int place,
            @ForAll @DoubleRange(min = 0.4, max = 3) double push) {
        var positions = record(seed, place, push);
        assertThat(likeliest(positions).pushed()[place]).isFalse();
        assertThat(Straying.suspects(positions)[place]).isFalse();
    }

    @Test
    void aSlowStepIsNoPush() {
        var positions = record(4, 12, -0.7);
        assertThat(likeliest(positions).pushed()[12]).isFalse();
    }

    @Test
    void aRateThatOnlyGrowsIsNotSuspect() {
        var t = new double[] {-8, -7, -6, -5, -4, -3, -2, -1, 0};
        var x = new double[] {0, 1, 2, 3.2, 5, 8, 13, 22, 40};
        var count = new int[9];
        Arrays.fill(count, 1);
        assertThat(Straying.suspects(new Positions(t, x, count, NOISE))).doesNotContain(true);
    }

    /** The filter against the covariance that it stands for: noise, sway and wandering, inverted by hand for two steps. */
    @Test
    void whitenedErrorsHaveTheLikelihoodOfTheirCovariance() {
        var variances = new double[] {0.04, 0.01, 0.09};
        var stray = new double[] {0.3, 0.5};
        var keeps = new double[] {0.7, 0.4};
        var sway = 0.6;
        var s = sway * sway;
        var first = variances[0] + variances[1] + 0.09 + 2 * s * (1 - 0.7);
        var second = variances[0] + variances[2] + 0.09 + 0.25 + 2 * s * (1 - 0.7 * 0.4);
        var both = variances[0] + 0.09 + s * (1 - 0.7 - 0.7 * 0.4 + 0.4);
        var determinant = first * second - both * both;
        var path = new double[] {0.8, -0.3};
        var distance =
                (second * path[0] * path[0] - 2 * both * path[0] * path[1] + first * path[1] * path[1]) / determinant;
        var errors = new PathErrors(variances, stray, sway, keeps);
        assertThat(errors.surprise(errors.whiten(path))).isCloseTo(distance + Math.log(determinant), within(1e-9));
    }
}
