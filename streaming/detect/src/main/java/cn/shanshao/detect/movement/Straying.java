package cn.shanshao.detect.movement;

import java.util.Arrays;

/**
 * How a mark strays from a law: its rate wanders, its place sways, and now and then something pushes it, a storm mostly. A
 * push is a step longer than the law has it; how long says nothing of the law, so it is one more unknown (an offset with
 * a wide normal prior), and what came before it and what came after are weighed as ever. The newest steps are never taken
 * for a push: nothing tells yet that they are not the acceleration itself.
 *
 * @param wander standard deviation of a step as a share of it
 * @param sway standard deviation of the place, in mean steps
 * @param pushed which steps were
 * @param surprise −2 log likelihood, but for a constant, with what the pushes cost
 */
@SuppressWarnings("ArrayRecordComponent") // a view of one computation, never kept or compared
record Straying(double wander, double sway, boolean[] pushed, double surprise) {
    private static final double[] WANDERS = {0.002, 0.005, 0.01, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 1};
    private static final double[] SWAYS = {0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8};
    private static final double USUAL = 0.2;

    /** Days that a sway lasts: about as long as weather does. */
    private static final double SWAYS_FOR = 3;

    /** Standard deviation of a push, in steps. */
    private static final double PUSH = 0.5;

    /** What a push must gain in likelihood: of seven steps one is pushed, or a little less. */
    private static final double COST = 4;

    private static final double MOST_PUSHED = 0.2;
    private static final int NEWEST = 2;

    private static final int SUSPECTS = 3;
    private static final int AFTER = 3;
    private static final double OUT_OF_NOISE = 4;
    private static final double LEAST_SUSPECT = 0.03;

    /** Before anything is known of it. */
    static Straying unknown(boolean[] pushed) {
        return new Straying(USUAL, 0, pushed, Double.POSITIVE_INFINITY);
    }

    int pushes() {
        var pushes = 0;
        for (var one : pushed) {
            pushes += one ? 1 : 0;
        }
        return pushes;
    }

    /**
     * Steps that may have been pushed, whatever the law is: by none of them the rate falls, and after these it does. At
     * most {@value #SUSPECTS}, those that stand out most.
     */
    static boolean[] suspects(Positions positions) {
        var path = positions.path();
        var n = path.length;
        var days = new double[n];
        var rates = new double[n];
        for (var i = 0; i < n; i++) {
            days[i] = positions.t()[i + 1] - positions.t()[i];
            rates[i] = step(path, i) / days[i];
        }
        var variances = positions.variances();
        var over = new double[n];
        for (var i = 0; i < n - NEWEST; i++) {
            var later = Arrays.copyOfRange(rates, i + 1, Math.min(n, i + 1 + AFTER));
            Arrays.sort(later);
            var longer = (rates[i] - later[later.length / 2]) * days[i];
            var isPlain = longer > OUT_OF_NOISE * Math.sqrt(variances[i] + variances[i + 1])
                    && longer > LEAST_SUSPECT * path[n - 1] / n;
            over[i] = isPlain ? longer : 0;
        }
        var sorted = over.clone();
        Arrays.sort(sorted);
        var least = n < SUSPECTS ? 0 : sorted[n - SUSPECTS];
        var suspects = new boolean[n];
        for (var i = 0; i < n; i++) {
            suspects[i] = over[i] > 0 && over[i] >= least;
        }
        return suspects;
    }

    private static double step(double[] path, int i) {
        return i == 0 ? path[0] : path[i] - path[i - 1];
    }

    /** What a record shows of its straying from a law that is taken as fitted to it. */
    static final class Search {
        private final double[] path;
        private final double[] variances;
        private final double[] keeps;

        Search(Positions positions) {
            path = positions.path();
            variances = positions.variances();
            keeps = new double[path.length];
            for (var i = 0; i < keeps.length; i++) {
                keeps[i] = Math.exp((positions.t()[i] - positions.t()[i + 1]) / SWAYS_FOR);
            }
        }

        /** @param expected path by the law, mm */
        PathErrors errors(double[] expected, Straying straying) {
            return errors(expected, straying.wander, straying.sway, straying.pushed);
        }

        private PathErrors errors(double[] expected, double wander, double sway, boolean[] pushed) {
            var stray = new double[path.length];
            for (var i = 0; i < stray.length; i++) {
                var step = Math.max(0, step(expected, i));
                stray[i] = (pushed[i] ? Math.hypot(PUSH, wander) : wander) * step;
            }
            return new PathErrors(variances, stray, sway * path[path.length - 1] / path.length, keeps);
        }

        /**
         * By restricted likelihood (Patterson and Thompson, Biometrika 58 (1971) 545–554): what the unknowns of the law
         * took to themselves is not taken for smoothness. Pushes are added one by one while each is worth its cost.
         *
         * @param directions how the expected path goes with each unknown
         */
        Straying likeliest(double[] expected, double[][] directions) {
            var residuals = residuals(expected);
            var best = likeliest(expected, residuals, directions, unknown(new boolean[path.length]));
            while (best.pushes() < MOST_PUSHED * path.length) {
                var next = likeliest(expected, residuals, directions, withNext(expected, residuals, best));
                if (next.surprise >= best.surprise) {
                    break;
                }
                best = next;
            }
            return best;
        }

        /** With the push that explains most; the same where no step is longer than expected. */
        private Straying withNext(double[] expected, double[] residuals, Straying before) {
            var least = Double.POSITIVE_INFINITY;
            var found = before.pushed;
            for (var i = 0; i < path.length - NEWEST; i++) {
                if (!before.pushed[i] && step(residuals, i) > 0) {
                    var pushed = before.pushed.clone();
                    pushed[i] = true;
                    // without it the others wander less
                    var model = errors(expected, before.wander / 2, before.sway, pushed);
                    var surprise = model.surprise(model.whiten(residuals.clone()));
                    if (surprise < least) {
                        least = surprise;
                        found = pushed;
                    }
                }
            }
            return new Straying(before.wander, before.sway, found, Double.POSITIVE_INFINITY);
        }

        private Straying likeliest(double[] expected, double[] residuals, double[][] directions, Straying from) {
            var best = from;
            for (var round = 0; round < 2; round++) {
                for (var wander : WANDERS) {
                    best = better(best, expected, residuals, directions, wander, best.sway);
                }
                for (var sway : SWAYS) {
                    best = better(best, expected, residuals, directions, best.wander, sway);
                }
            }
            return best;
        }

        private Straying better(
                Straying before,
                double[] expected,
                double[] residuals,
                double[][] directions,
                double wander,
                double sway) {
            var model = errors(expected, wander, sway, before.pushed);
            var surprise =
                    model.surprise(model.whiten(residuals.clone())) + taken(model, directions) + COST * before.pushes();
            return surprise < before.surprise ? new Straying(wander, sway, before.pushed, surprise) : before;
        }

        /** Logarithm of the determinant of the unknowns' normal equations, by Gram and Schmidt. */
        private static double taken(PathErrors model, double[][] directions) {
            var sum = 0.0;
            var seen = new double[directions.length][];
            var sizes = new double[directions.length];
            for (var k = 0; k < directions.length; k++) {
                seen[k] = model.whiten(directions[k].clone());
                for (var j = 0; j < k; j++) {
                    var share = product(seen[k], seen[j]) / sizes[j];
                    for (var i = 0; i < seen[k].length; i++) {
                        seen[k][i] -= share * seen[j][i];
                    }
                }
                sizes[k] = Math.max(product(seen[k], seen[k]), 1e-12);
                sum += Math.log(sizes[k]);
            }
            return sum;
        }

        private static double product(double[] a, double[] b) {
            var sum = 0.0;
            for (var i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }

        /** How much the rate strays in all, as a share of it: as if nothing swayed or pushed. */
        double inAll(double[] expected, int unknowns) {
            var residuals = residuals(expected);
            var none = new boolean[path.length];
            var best = USUAL;
            var least = Double.POSITIVE_INFINITY;
            for (var wander : WANDERS) {
                var model = errors(expected, wander, 0, none);
                var surprise = model.surprise(model.whiten(residuals.clone()));
                if (surprise < least) {
                    least = surprise;
                    best = wander;
                }
            }
            return best * Math.sqrt((double) path.length / (path.length - unknowns));
        }

        private double[] residuals(double[] expected) {
            var residuals = new double[path.length];
            for (var i = 0; i < residuals.length; i++) {
                residuals[i] = path[i] - expected[i];
            }
            return residuals;
        }
    }
}
