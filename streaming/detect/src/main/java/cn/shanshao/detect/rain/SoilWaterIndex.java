package cn.shanshao.detect.rain;

/**
 * The soil water index of the Japan Meteorological Agency (土壌雨量指数): three tanks one below the other, with one set of
 * parameters for all places. The water in them, in mm, stands for the water in the soil.
 *
 * <p>Tank model: Ishihara &amp; Kobatake (1979), Bull. Disaster Prev. Res. Inst. Kyoto Univ. 29; as an index: Okada et al.
 * (2001), Tenki 48, 349–356. The result depends on the length of the step, and so do the limits that it is compared with:
 * those that are published belong to steps of one hour. Take whole hours on, and {@code step} from the last whole hour for
 * a time within the next one, which is the straight line between the two.
 *
 * @param first water in the uppermost tank, mm, ≥ 0
 * @param second mm, ≥ 0
 * @param third mm, ≥ 0
 */
public record SoilWaterIndex(double first, double second, double third) {
    public static final SoilWaterIndex EMPTY = new SoilWaterIndex(0, 0, 0);

    /** Height of the side outlets, mm: the two of the first tank, that of the second and of the third. */
    private static final double L1 = 15;

    private static final double L2 = 60;
    private static final double L3 = 15;
    private static final double L4 = 15;

    /** What runs off to the side of what stands above an outlet, 1/h. */
    private static final double A1 = 0.1;

    private static final double A2 = 0.15;
    private static final double A3 = 0.05;
    private static final double A4 = 0.01;

    /** What seeps down, 1/h. */
    static final double B1 = 0.12;

    private static final double B2 = 0.05;
    static final double B3 = 0.01;

    public SoilWaterIndex {
        if (!(first >= 0 && second >= 0 && third >= 0)) {
            throw new IllegalArgumentException(
                    "water in a tank must be ≥ 0 mm, was %s, %s, %s".formatted(first, second, third));
        }
    }

    /**
     * One step on.
     *
     * @param hours 0…1
     * @param mm rain in the step
     */
    public SoilWaterIndex step(double hours, double mm) {
        var q1 = A1 * above(first, L1) + A2 * above(first, L2);
        var q2 = A3 * above(second, L3);
        var q3 = A4 * above(third, L4);
        return new SoilWaterIndex(
                Math.max(0, first - (B1 * first + q1) * hours + mm),
                Math.max(0, second - (B2 * second + q2 - B1 * first) * hours),
                Math.max(0, third - (B3 * third + q3 - B2 * second) * hours));
    }

    private static double above(double water, double outlet) {
        return Math.max(0, water - outlet);
    }

    /** The index, mm. */
    public double value() {
        return first + second + third;
    }
}
