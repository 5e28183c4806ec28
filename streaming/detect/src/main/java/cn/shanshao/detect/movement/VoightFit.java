package cn.shanshao.detect.movement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Voight's law fitted to the path of a mark by generalised least squares, with exponent and onset among the unknowns, under
 * all that parts the mark from it ({@link Straying}), and the 95 % window of the time of failure by adjusted profile
 * likelihood: every exponent from 1.4 to 2.3 and every onset that the record allows has its say, so the window does not
 * pretend to know them.
 *
 * @param law the most likely
 * @param rateAtOnset mm/d
 * @param earliest days from now, lower end of the window
 * @param latest days from now, upper end; infinite when the record sets none
 * @param steps that it was fitted to
 * @param wander how much the rate strays from the law, as a share of it, pushes and all
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
     * The profile is taken at the likeliest straying, as if that were known, and a forecast that passes the gates is one of
     * many: on synthetic slopes this makes up for both (docs/science.md).
     */
    private static final double WIDENED = 1.1;

    private static final int UNKNOWNS = 4;
    private static final int ROUNDS = 3;

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

    /** A law, the path that it expects, and how the mark strays from it. */
    private record Explained(double[] unknowns, double[] expected, Straying straying) {}

    private record Point(double[] unknowns, double[] residuals, double sum) {}

    private static final class Fitter {
        private final Positions record;
        private final Positions positions;
        private final Straying.Search search;
        private final double[] times;
        private final double[] path;
        private final Bounds bounds;
        private int freedom;
        private PathErrors errors;
        private double[] whitened;

        Fitter(Positions record, Positions positions) {
            this.record = record;
            this.positions = positions;
            search = new Straying.Search(positions);
            times = positions.t();
            path = positions.path();
            var span = -times[0];
            bounds = new Bounds(
                    new double[] {Math.log(span * 0.002), ALPHA_LOW, times[0]},
                    new double[] {Math.log(span * 30), ALPHA_HIGH, times[times.length - 5]});
            errors = search.errors(path, Straying.unknown(new boolean[path.length]));
            whitened = errors.whiten(path.clone());
        }

        VoightFit fit(Predicate<VoightFit> worth) {
            var best = explained(new boolean[path.length]);
            var suspects = Straying.suspects(positions);
            if (Straying.unknown(suspects).pushes() > 0) { // a law bent to a push has no need of it
                var other = explained(suspects);
                best = other.straying().surprise() < best.straying().surprise() ? other : best;
            }
            weigh(best.expected(), best.straying());
            return judged(refine(best.unknowns(), 0, 20), worth);
        }

        /** By turns the law under what strays from it, and what strays from the law. */
        private Explained explained(boolean[] suspects) {
            weigh(path, Straying.unknown(suspects));
            var starts = grid();
            Explained explained = null;
            for (var round = 0; round < ROUNDS; round++) {
                starts = starts.stream()
                        .map(p -> refine(p.unknowns(), 0, 20))
                        .sorted(bySum())
                        .limit(3)
                        .toList();
                var unknowns = starts.get(0).unknowns();
                var expected = expected(unknowns);
                var straying = search.likeliest(expected, directions(unknowns, expected));
                weigh(expected, straying);
                explained = new Explained(unknowns, expected, straying);
                starts = starts.stream().map(p -> at(p.unknowns())).toList();
            }
            return Objects.requireNonNull(explained);
        }

        private void weigh(double[] expected, Straying straying) {
            errors = search.errors(expected, straying);
            whitened = errors.whiten(path.clone());
            freedom = Math.max(1, path.length - UNKNOWNS - straying.pushes());
        }

        /** How the path goes with each of the unknowns. */
        private double[][] directions(double[] unknowns, double[] expected) {
            var rate = rate(unknowns);
            var directions = new double[UNKNOWNS][];
            for (var k = 0; k < UNKNOWNS - 1; k++) {
                var moved = unknowns.clone();
                moved[k] += nudge(unknowns, k);
                directions[k] = shape(moved);
                for (var i = 0; i < path.length; i++) {
                    directions[k][i] = (rate * directions[k][i] - expected[i]) / (moved[k] - unknowns[k]);
                }
            }
            directions[UNKNOWNS - 1] = expected;
            return directions;
        }

        private double nudge(double[] unknowns, int k) {
            var width = 1e-4 * (k == 2 ? bounds.high()[2] - bounds.low()[2] + 1e-9 : 1);
            return unknowns[k] + width <= bounds.high()[k] ? width : -width;
        }

        private VoightFit judged(Point best, Predicate<VoightFit> worth) {
            var law = law(best.unknowns());
            var rate = rate(best.unknowns());
            var draft = new VoightFit(
                    law,
                    rate,
                    Double.NaN,
                    Double.NaN,
                    path.length,
                    search.inAll(expected(best.unknowns()), UNKNOWNS),
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
            var shape = new double[path.length];
            var before = law.path(times[0]);
            for (var i = 0; i < shape.length; i++) {
                shape[i] = law.path(times[i + 1]) - before;
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

        private double[] expected(double[] unknowns) {
            var shape = shape(unknowns);
            var rate = rate(unknowns);
            for (var i = 0; i < shape.length; i++) {
                shape[i] *= rate;
            }
            return shape;
        }

        private double constantRate() {
            var times = new double[path.length];
            for (var i = 0; i < times.length; i++) {
                times[i] = this.times[i + 1] - this.times[0];
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
            var moved = point.unknowns().clone();
            var by = nudge(moved, k);
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

        private double away(Point there, Point best, double scale) {
            return Math.sqrt(Math.max(0, (there.sum() - best.sum()) / scale + sharpness(there) - sharpness(best)));
        }

        /**
         * How narrowly exponent and onset are held where the time of failure is given (Cox and Reid, J. R. Stat. Soc. B
         * 49 (1987) 1–39): a time that only one freak pair of them would explain is less likely than its best pair says.
         * Beforehand they are known to half of their bounds.
         */
        private double sharpness(Point point) {
            var alpha = slope(point, 1);
            var onset = slope(point, 2);
            var both = product(alpha, onset);
            return Math.log((product(alpha, alpha) + before(1)) * (product(onset, onset) + before(2)) - both * both);
        }

        private double before(int unknown) {
            var half = (bounds.high()[unknown] - bounds.low()[unknown]) / 2;
            return 1 / (half * half);
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
