package cn.shanshao.detect.movement;

/**
 * Saito's two ways to the time of failure (斋藤法). Sources: Saito 1969, 7th ICSMFE, Mexico, 677–683, for three points of
 * tertiary creep; Saito &amp; Uezawa 1961, 5th ICSMFE, Paris, 315–318, for the rate of secondary creep.
 */
public final class Saito {
    private Saito() {}

    /**
     * The failure by three times between which the way was equal: exact where 1/v falls on a straight line.
     *
     * @param t1 times, rising, in one unit
     * @return in the same unit; NaN where the second half did not take less time than the first, for that is no
     *     acceleration
     */
    public static double failure(double t1, double t2, double t3) {
        var first = t2 - t1;
        var both = t3 - t1;
        return first > both - first ? t1 + first * first / 2 / (first - both / 2) : Double.NaN;
    }

    /**
     * Minutes to rupture at a steady rate of strain: log₁₀ t = 2.33 − 0.916·log₁₀ ε̇, ± 0.59.
     *
     * @param strainRate in 10⁻⁴ per minute, above 0
     */
    public static double minutesLeft(double strainRate) {
        return Math.pow(10, 2.33 - 0.916 * Math.log10(strainRate));
    }
}
