package cn.shanshao.detect.movement;

import java.util.Optional;

/**
 * The log-periodic power law singularity (LPPLS): x(t) = A + (tc−t)^m · [B + C₁ cos(ω ln(tc−t)) + C₂ sin(ω ln(tc−t))]. For
 * advice only: it finds a critical time in almost any rising curve.
 *
 * <p>Source: Lei &amp; Sornette 2025, Geophys. Res. Lett. 52(15), 10.1029/2025GL116379. Bounds 0.1 ≤ m ≤ 0.9 and
 * 4 ≤ ω ≤ 15 as is usual for it in finance.
 *
 * @param failure tc, in the unit of the times
 * @param r2 share of the variance of x that it explains
 */
public record Lppls(double failure, double m, double omega, double r2) {
    private static final int FEWEST = 12;
    private static final int TIMES = 40;
    private static final int POWERS = 9;
    private static final int RHYTHMS = 12;

    /**
     * Searches the grid of tc, m and ω; the other four are linear.
     *
     * @param t times, rising
     * @param x places at those times, mm
     * @param horizon how far after the last time tc may lie
     * @return empty below {@value #FEWEST} readings, or when the best lies at the end of the horizon
     */
    public static Optional<Lppls> of(double[] t, double[] x, double horizon) {
        if (t.length < FEWEST) {
            return Optional.empty();
        }
        var whole = spread(x);
        Lppls best = null;
        var bestAt = 0;
        for (var i = 1; i <= TIMES; i++) {
            var critical = t[t.length - 1] + horizon * i * i / TIMES / TIMES;
            for (var j = 0; j < POWERS; j++) {
                for (var k = 0; k < RHYTHMS; k++) {
                    var m = 0.1 + 0.1 * j;
                    var omega = 4.0 + k;
                    var r2 = 1 - unexplained(t, x, critical, m, omega) / whole;
                    if (best == null || r2 > best.r2) {
                        best = new Lppls(critical, m, omega, r2);
                        bestAt = i;
                    }
                }
            }
        }
        return bestAt == TIMES ? Optional.empty() : Optional.ofNullable(best);
    }

    private static double spread(double[] x) {
        var mean = 0.0;
        for (var one : x) {
            mean += one / x.length;
        }
        var sum = 0.0;
        for (var one : x) {
            sum += (one - mean) * (one - mean);
        }
        return sum;
    }

    private static double unexplained(double[] t, double[] x, double critical, double m, double omega) {
        var system = new double[4][5];
        var squares = 0.0;
        for (var i = 0; i < t.length; i++) {
            var row = row(critical - t[i], m, omega);
            for (var a = 0; a < 4; a++) {
                for (var b = 0; b < 4; b++) {
                    system[a][b] += row[a] * row[b];
                }
                system[a][4] += row[a] * x[i];
            }
            squares += x[i] * x[i];
        }
        var right = new double[] {system[0][4], system[1][4], system[2][4], system[3][4]};
        var solved = solved(system);
        for (var a = 0; a < 4; a++) {
            squares -= solved[a] * right[a];
        }
        return Math.max(0, squares);
    }

    private static double[] row(double left, double m, double omega) {
        var power = Math.pow(left, m);
        var angle = omega * Math.log(left);
        return new double[] {1, power, power * Math.cos(angle), power * Math.sin(angle)};
    }

    /** By elimination with the largest pivot. */
    private static double[] solved(double[][] rows) {
        var n = rows.length;
        for (var i = 0; i < n; i++) {
            var pivot = i;
            for (var j = i + 1; j < n; j++) {
                pivot = Math.abs(rows[j][i]) > Math.abs(rows[pivot][i]) ? j : pivot;
            }
            var row = rows[i];
            rows[i] = rows[pivot];
            rows[pivot] = row;
            for (var j = i + 1; j < n; j++) {
                var share = rows[i][i] == 0 ? 0 : rows[j][i] / rows[i][i];
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
            result[i] = rows[i][i] == 0 ? 0 : sum / rows[i][i];
        }
        return result;
    }
}
