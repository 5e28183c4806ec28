package cn.shanshao.detect.movement;

/** Student's t distribution, as far as windows need it. */
final class StudentT {
    private static final double NORMAL = 1.959963984540054;

    /** Exact for one to four degrees of freedom, where the expansion is poor. */
    private static final double[] FEW = {Double.NaN, 12.7062047, 4.30265273, 3.18244631, 2.77644511};

    private StudentT() {}

    /**
     * The two-sided 95 % point, by Cornish and Fisher's expansion (Abramowitz and Stegun 26.7.5); error below 0.001.
     *
     * @param freedom degrees of freedom, 1 or more
     */
    static double twoSided95(int freedom) {
        if (freedom < FEW.length) {
            return FEW[freedom];
        }
        var z = NORMAL;
        var z2 = z * z;
        var n = (double) freedom;
        return z
                + z * (z2 + 1) / (4 * n)
                + z * ((5 * z2 + 16) * z2 + 3) / (96 * n * n)
                + z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * n * n * n);
    }
}
