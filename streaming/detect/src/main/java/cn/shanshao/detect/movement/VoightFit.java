package cn.shanshao.detect.movement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Voight's law fitted to the steps of a record by generalised least squares, with exponent and onset among the unknowns,
 * and the 95 % window of the time of failure by profile likelihood: every exponent from 1.4 to 2.3 and every onset that
 * the record allows has its say, so the window does not pretend to know them.
 *
 * @param law the most likely
 * @param rateAtOnset mm/d
 * @param earliest days from now, lower end of the window
 * @param latest days from now, upper end; infinite when the record sets none
 * @param steps that it was fitted to
 * @param wander how much the rate strays from the law, as a share of it
 * @param slackens whether of late the rate falls behind the law, beyond chance: a push that ebbs looks like the law for as
 *     long as it grows
 * @param r2 share of what a constant rate leaves unexplained that the law explains, 0…1
 */
record VoightFit(
        VoightLaw law,
        double rateAtOnset,
        double earliest,
        double latest,
        int steps,
        double wander,
        boolean slackens,
        double r2) {
    private static final double ALPHA_LOW = 1.4;
    private static final double ALPHA_HIGH = 2.3;
    private static final int MOST_STEPS = 32;
    private static final int FEWEST_STEPS = 6;
    private static final int STARTS = 8;

    /**
     * The profile is taken at the likeliest wander, as if that were known, and a forecast that passes the gates is one of
     * many: on synthetic slopes this makes up for both (docs/science.md).
     */
    private static final double WIDENED = 1.1;

    private static final double[] WANDERS = {0.002, 0.005, 0.01, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 1};

    /**
     * Fits; empty when there are fewer than {@value #FEWEST_STEPS} steps of movement.
     *
     * @param worth whether the window is wanted, which takes longest: of a fit without one, its ends NaN
     */
    static Optional<VoightFit> of(Positions record, Predicate<VoightFit> worth) {
        var positions = record.gathered(MOST_STEPS);
        if (positions.size() <= FEWEST_STEPS) {
            return Optional.empty();
        }
        return Optional.of(new Fitter(record, positions).fit(worth));
    }

    void write(DataOutput out) throws IOException {
        for (var one :
                new double[] {law.remaining(), law.alpha(), law.onset(), rateAtOnset, earliest, latest, wander, r2}) {
            out.writeDouble(one);
        }
        out.writeInt(steps);
        out.writeBoolean(slackens);
    }

    static VoightFit read(DataInput in) throws IOException {
        var law = new VoightLaw(in.readDouble(), in.readDouble(), in.readDouble());
        var rate = in.readDouble();
        var earliest = in.readDouble();
        var latest = in.readDouble();
        var wander = in.readDouble();
        var r2 = in.readDouble();
        return new VoightFit(law, rate, earliest, latest, in.readInt(), wander, in.readBoolean(), r2);
    }

    /** Where the unknowns may lie: ln(remaining), alpha, onset. */
    private record Bounds(double[] low, double[] high) {
        double clip(int i, double value) {
            return Math.min(high[i], Math.max(low[i], value));
        }
    }

    private record Point(double[] unknowns, double[] residuals, double sum) {}

    private static final class Fitter {
        private final Positions record;
        private final double[] times;
        private final double[] variances;
        private final double[] steps;
        private final Bounds bounds;
        private final int freedom;
        private StepErrors errors;
        private double[] whitened;

        Fitter(Positions record, Positions positions) {
            this.record = record;
            times = positions.t();
            variances = positions.variances();
            steps = positions.steps();
            freedom = steps.length - 4;
            var span = -times[0];
            bounds = new Bounds(
                    new double[] {Math.log(span * 0.002), ALPHA_LOW, times[0]},
                    new double[] {Math.log(span * 30), ALPHA_HIGH, times[times.length - 5]});
            errors = new StepErrors(variances, steps, 0.2, whole());
            whitened = errors.whiten(steps.clone());
        }

        VoightFit fit(Predicate<VoightFit> worth) {
            var starts = grid();
            var wander = 0.2;
            var best = starts.get(0);
            for (var round = 0; round < 4; round++) {
                starts = starts.stream()
                        .map(p -> refine(p.unknowns(), 0, 20))
                        .sorted(bySum())
                        .limit(3)
                        .toList();
                best = starts.get(0);
                var expected = expected(best);
                wander = likeliestWander(expected);
                errors = new StepErrors(variances, expected, wander, shares(expected, wander));
                whitened = errors.whiten(steps.clone());
                starts = starts.stream().map(p -> at(p.unknowns())).toList();
            }
            best = starts.stream()
                    .map(p -> refine(p.unknowns(), 0, 20))
                    .min(bySum())
                    .orElseThrow();
            var law = law(best.unknowns());
            var rate = rate(best.unknowns());
            var draft = new VoightFit(
                    law,
                    rate,
                    Double.NaN,
                    Double.NaN,
                    steps.length,
                    wander,
                    Bend.of(record, law, rate).falls(),
                    Math.max(0, 1 - best.sum() / constantRate()));
            return worth.test(draft) ? windowed(draft, best) : draft;
        }

        private VoightFit windowed(VoightFit draft, Point best) {
            var scale = Math.max(1, best.sum() / freedom);
            return new VoightFit(
                    draft.law,
                    draft.rateAtOnset,
                    Math.exp(edge(best, -1, scale)),
                    Math.exp(edge(best, 1, scale)),
                    draft.steps,
                    draft.wander,
                    draft.slackens,
                    draft.r2);
        }

        private static Comparator<Point> bySum() {
            return Comparator.comparingDouble(Point::sum);
        }

        private List<Point> grid() {
            var all = new ArrayList<Point>();
            for (var i = 0; i < 14; i++) {
                for (var alpha : new double[] {1.5, 1.8, 2.1}) {
                    for (var k = 0; k < 8; k++) {
                        all.add(at(new double[] {between(0, i / 13.0), alpha, between(2, k / 7.0)}));
                    }
                }
            }
            return all.stream().sorted(bySum()).limit(STARTS).toList();
        }

        private double between(int unknown, double share) {
            return bounds.low()[unknown] + share * (bounds.high()[unknown] - bounds.low()[unknown]);
        }

        private static VoightLaw law(double[] unknowns) {
            return new VoightLaw(Math.exp(unknowns[0]), unknowns[1], unknowns[2]);
        }

        private double[] shape(double[] unknowns) {
            var law = law(unknowns);
            var shape = new double[steps.length];
            var before = law.path(times[0]);
            for (var i = 0; i < shape.length; i++) {
                var next = law.path(times[i + 1]);
                shape[i] = next - before;
                before = next;
            }
            return shape;
        }

        private double rate(double[] unknowns) {
            return factor(errors.whiten(shape(unknowns)));
        }

        private double factor(double[] shape) {
            var both = 0.0;
            var own = 0.0;
            for (var i = 0; i < shape.length; i++) {
                both += shape[i] * whitened[i];
                own += shape[i] * shape[i];
            }
            return Math.max(0, both / Math.max(own, Double.MIN_NORMAL));
        }

        private Point at(double[] unknowns) {
            var residuals = errors.whiten(shape(unknowns));
            var factor = factor(residuals);
            var sum = 0.0;
            for (var i = 0; i < residuals.length; i++) {
                residuals[i] = whitened[i] - factor * residuals[i];
                sum += residuals[i] * residuals[i];
            }
            return new Point(unknowns, residuals, sum);
        }

        private double[] expected(Point point) {
            var shape = shape(point.unknowns());
            var rate = rate(point.unknowns());
            for (var i = 0; i < shape.length; i++) {
                shape[i] *= rate;
            }
            return shape;
        }

        /** By likelihood; widened for the four unknowns that were fitted. */
        private double likeliestWander(double[] expected) {
            var best = WANDERS[0];
            var least = Double.POSITIVE_INFINITY;
            for (var wander : WANDERS) {
                var model = new StepErrors(variances, expected, wander, whole());
                var surprise = model.surprise(model.whiten(residuals(expected)));
                if (surprise < least) {
                    least = surprise;
                    best = wander;
                }
            }
            return best * Math.sqrt((double) steps.length / freedom);
        }

        private double[] shares(double[] expected, double wander) {
            var found = new StepErrors(variances, expected, wander, whole()).whiten(residuals(expected));
            for (var i = 0; i < found.length; i++) {
                found[i] = StepErrors.share(found[i]);
            }
            return found;
        }

        private double[] whole() {
            var whole = new double[steps.length];
            Arrays.fill(whole, 1);
            return whole;
        }

        private double[] residuals(double[] expected) {
            var residuals = new double[steps.length];
            for (var i = 0; i < residuals.length; i++) {
                residuals[i] = steps[i] - expected[i];
            }
            return residuals;
        }

        private double constantRate() {
            var times = new double[steps.length];
            for (var i = 0; i < times.length; i++) {
                times[i] = this.times[i + 1] - this.times[i];
            }
            var shape = errors.whiten(times);
            var factor = factor(shape);
            var sum = 0.0;
            for (var i = 0; i < shape.length; i++) {
                var residual = whitened[i] - factor * shape[i];
                sum += residual * residual;
            }
            return sum;
        }

        /** Levenberg and Marquardt's way down, over the unknowns from {@code first} on. */
        private Point refine(double[] start, int first, int rounds) {
            var point = at(start);
            var damping = 0.01;
            for (var round = 0; round < rounds && damping < 1e6; round++) {
                var next = at(step(point, first, damping));
                if (next.sum() < point.sum()) {
                    var gained = point.sum() - next.sum();
                    point = next;
                    damping *= 0.3;
                    if (gained < 1e-9 * point.sum()) {
                        break;
                    }
                } else {
                    damping *= 5;
                }
            }
            return point;
        }

        private double[] step(Point point, int first, double damping) {
            var free = 3 - first;
            var slopes = new double[free][];
            for (var i = 0; i < free; i++) {
                slopes[i] = slope(point, first + i);
            }
            var normal = new double[free][free + 1];
            for (var i = 0; i < free; i++) {
                for (var j = 0; j < free; j++) {
                    normal[i][j] = product(slopes[i], slopes[j]);
                }
                normal[i][free] = -product(slopes[i], point.residuals());
            }
            var most = 0.0;
            for (var i = 0; i < free; i++) {
                most = Math.max(most, normal[i][i]);
            }
            for (var i = 0; i < free; i++) {
                normal[i][i] += damping * normal[i][i] + 1e-9 * most + 1e-12;
            }
            var move = solved(normal);
            var next = point.unknowns().clone();
            for (var i = 0; i < free; i++) {
                var k = first + i;
                var reach = 0.15 * (bounds.high()[k] - bounds.low()[k]);
                next[k] = bounds.clip(k, next[k] + Math.max(-reach, Math.min(reach, move[i])));
            }
            return next;
        }

        private double[] slope(Point point, int k) {
            var width = 1e-4 * (k == 2 ? bounds.high()[2] - bounds.low()[2] + 1e-9 : 1);
            var moved = point.unknowns().clone();
            var by = moved[k] + width <= bounds.high()[k] ? width : -width;
            moved[k] += by;
            var slope = at(moved).residuals();
            for (var i = 0; i < slope.length; i++) {
                slope[i] = (slope[i] - point.residuals()[i]) / by;
            }
            return slope;
        }

        private static double product(double[] a, double[] b) {
            var sum = 0.0;
            for (var i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }

        /** A symmetric positive system of at most three rows, its right side in the last column. */
        private static double[] solved(double[][] rows) {
            var n = rows.length;
            for (var i = 0; i < n; i++) {
                for (var j = i + 1; j < n; j++) {
                    var share = rows[j][i] / rows[i][i];
                    for (var k = i; k <= n; k++) {
                        rows[j][k] -= share * rows[i][k];
                    }
                }
            }
            var result = new double[n];
            for (var i = n - 1; i >= 0; i--) {
                var sum = rows[i][n];
                for (var k = i + 1; k < n; k++) {
                    sum -= rows[i][k] * result[k];
                }
                result[i] = sum / rows[i][i];
            }
            return result;
        }

        /** Where, on the way from the best to one side, the time of failure is no longer within the 95 % window. */
        private double edge(Point best, int side, double scale) {
            var limit = WIDENED * StudentT.twoSided95(freedom);
            var unknowns = best.unknowns();
            var stride = 0.04;
            var before = 0.0;
            for (var i = 0; i < 80; i++) {
                var remaining = unknowns[0] + side * stride;
                if (remaining > bounds.high()[0]) {
                    return Double.POSITIVE_INFINITY;
                }
                if (remaining < bounds.low()[0] - 2) {
                    return remaining;
                }
                var there = refine(new double[] {remaining, unknowns[1], unknowns[2]}, 1, 8);
                var away = away(there, best, scale);
                if (away > limit) { // the way from the neighbour may end in a side valley
                    there = bestWith(remaining, unknowns);
                    away = away(there, best, scale);
                }
                if (away > limit) {
                    return unknowns[0] + side * stride * (limit - before) / (away - before);
                }
                before = away;
                unknowns = there.unknowns();
                stride = Math.min(stride * 1.25, 0.4);
            }
            return unknowns[0];
        }

        private static double away(Point there, Point best, double scale) {
            return Math.sqrt(Math.max(0, there.sum() - best.sum()) / scale);
        }

        /** The best exponent and onset for a given time of failure. */
        private Point bestWith(double remaining, double[] near) {
            var onset = near[2];
            var ways = new double[][] {
                {remaining, near[1], onset},
                {remaining, bounds.clip(1, near[1] + 0.15), onset},
                {remaining, bounds.clip(1, near[1] - 0.15), onset},
                {remaining, near[1], bounds.low()[2]},
                {remaining, near[1], (onset + bounds.high()[2]) / 2},
            };
            var best = refine(ways[0], 1, 8);
            for (var i = 1; i < ways.length; i++) {
                var point = refine(ways[i], 1, 8);
                best = point.sum() < best.sum() ? point : best;
            }
            return best;
        }
    }
}
