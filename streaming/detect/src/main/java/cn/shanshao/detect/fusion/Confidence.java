package cn.shanshao.detect.fusion;

/**
 * How sure a state is, 0.1…1 [our default]: one instrument is a coin's throw, each that agrees adds, rain that fits adds,
 * doubtful values and instruments that say nothing take away.
 */
public final class Confidence {
    private static final double ONE = 0.5;
    private static final double EACH = 0.2;
    private static final int MOST = 2;
    private static final double RAIN = 0.1;
    private static final double DOUBT = 0.2;
    private static final double BLINDNESS = 0.3;

    private Confidence() {}

    /**
     * @param agreeing independent instruments beside the first
     * @param raining a rain gauge of the point is at a level
     * @param doubtful the worst word stands on a suspect value, or on a device that is silent now
     * @param unwell share of the point's devices that are silent or at fault, 0…1
     */
    public static double of(int agreeing, boolean raining, boolean doubtful, double unwell) {
        var sum = ONE
                + EACH * Math.min(MOST, agreeing)
                + (raining ? RAIN : 0)
                - (doubtful ? DOUBT : 0)
                - BLINDNESS * Math.max(0, Math.min(1, unwell));
        return Math.round(Math.max(0.1, Math.min(1, sum)) * 100) / 100.0;
    }
}
