package cn.shanshao.detect.movement;

/**
 * Voight's law of accelerating creep, dv/dt = A·v^α, for a slope that crept at a constant rate until its onset.
 *
 * <p>With α &gt; 1 the rate is v = v₀·(s₀/s)^m, m = 1/(α−1), where s is the time that remains to the failure and s₀ what
 * remained at the onset. α = 2 is Fukuzono's straight line of 1/v.
 *
 * <p>Sources: Fukuzono 1985; Voight, Nature 332 (1988) 125–130; Voight, Science 243 (1989) 200–203.
 *
 * @param remaining time from now (t = 0) to the failure, above 0; in the unit of all times
 * @param alpha 1.4…2.3 in slopes
 * @param onset time at which the acceleration began, ≤ 0
 */
record VoightLaw(double remaining, double alpha, double onset) {
    private static final double NEARLY_TWO = 1e-6;

    /**
     * Displacement since the onset, of a slope whose rate before it is 1.
     *
     * @param t time, 0 is now; below the onset the result is negative
     */
    double path(double t) {
        if (t <= onset) {
            return t - onset;
        }
        var m = 1 / (alpha - 1);
        var whole = remaining - onset;
        var left = Math.log((remaining - t) / whole);
        var exponent = 1 - m;
        return whole * (Math.abs(exponent) < NEARLY_TWO ? -left : -Math.expm1(exponent * left) / exponent);
    }

    /** Rate in units of the rate before the onset. */
    double rate(double t) {
        return t <= onset ? 1 : Math.pow((remaining - onset) / (remaining - t), 1 / (alpha - 1));
    }
}
