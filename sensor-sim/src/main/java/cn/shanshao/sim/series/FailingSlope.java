package cn.shanshao.sim.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A slope that creeps at a constant rate, begins to accelerate by Voight's law dv/dt = A·v^α, and fails, as an instrument
 * would record it: with noise, lost readings, gaps, and storms that push it a little.
 *
 * @param alpha exponent, 1.4…2.3
 * @param rate before the onset, mm/d
 * @param steady days of constant creep on record before the onset
 * @param life days from the onset to the failure
 * @param interval days between two readings
 * @param noise standard deviation of one reading, mm
 * @param sway standard deviation of a wandering of the mark over days, mm
 * @param pause mean days between two storms; infinite for none
 */
public record FailingSlope(
        double alpha,
        double rate,
        double steady,
        double life,
        double interval,
        double noise,
        double sway,
        double pause,
        long seed) {
    private static final double SWAYS_FOR = 4;
    private static final double PUSHES_FOR = 0.5;
    private static final double LOST = 0.03;
    private static final double GAPS = 0.004;

    /** Of a reading: days since the record began, mm. */
    public record Reading(double day, double mm) {}

    /** A slope drawn at random: life 4 to 60 d, rate 0.3 to 5 mm/d, a reading in 1 h, 6 h or 1 d, ten at least after the onset. */
    public static FailingSlope draw(Random random, double alpha, double noisiness, double storminess) {
        var intervals = new double[] {1 / 24.0, 0.25, 1};
        while (true) {
            var interval = intervals[random.nextInt(intervals.length)];
            var life = between(random, 4, 60);
            if (life / interval >= 10) {
                return new FailingSlope(
                        alpha,
                        between(random, 0.3, 5),
                        life * (0.5 + 2 * random.nextDouble()),
                        life,
                        interval,
                        noisiness * between(random, 0.02, 0.5),
                        noisiness * 0.45 * random.nextDouble(),
                        (8 + 20 * random.nextDouble()) / storminess,
                        random.nextLong());
            }
        }
    }

    /** Even on a logarithmic scale. */
    private static double between(Random random, double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    /** Days from the beginning of the record. */
    public double failure() {
        return steady + life;
    }

    /** Where the mark is by the law alone, mm. */
    public double place(double day) {
        if (day <= steady) {
            return rate * day;
        }
        var exponent = 1 - 1 / (alpha - 1);
        var left = (failure() - day) / life;
        var moved = Math.abs(exponent) < 1e-9 ? -Math.log(left) : (1 - Math.pow(left, exponent)) / exponent;
        return rate * (steady + life * moved);
    }

    /** The record up to the failure. */
    public List<Reading> record() {
        var random = new Random(seed);
        var readings = new ArrayList<Reading>();
        var keeps = Math.exp(-interval / SWAYS_FOR);
        var swayed = 0.0;
        var pushed = 0.0;
        var toGo = 0.0;
        var silentUntil = -1.0;
        for (var day = 0.0; day < failure(); day += interval) {
            swayed = keeps * swayed + Math.sqrt(1 - keeps * keeps) * sway * random.nextGaussian();
            if (random.nextDouble() < interval / pause) {
                toGo += rate * (0.5 + 1.5 * random.nextDouble());
            }
            var going = toGo * (1 - Math.exp(-interval / PUSHES_FOR));
            toGo -= going;
            pushed += going;
            var strays = noise * random.nextGaussian();
            if (random.nextDouble() < LOST) {
                continue;
            }
            silentUntil = random.nextDouble() < GAPS ? day + Math.min(life / 10, 8 * interval) : silentUntil;
            if (day >= silentUntil) {
                readings.add(new Reading(day, place(day) + pushed + swayed + strays));
            }
        }
        return readings;
    }
}
