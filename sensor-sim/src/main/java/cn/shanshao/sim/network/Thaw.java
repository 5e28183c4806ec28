package cn.shanshao.sim.network;

import java.time.Duration;

/**
 * A thaw in any season it is played: in three days the air goes from −8 to +6 Cel with cold nights, the snow melts by
 * degree-days, its water raises the pore pressure, and what lay in the funnel of the rain gauge runs through it although
 * no rain falls.
 */
final class Thaw implements Story {
    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;
    private static final int STEP = 600;
    private static final int STEPS = (int) (3 * DAY / STEP) + 1;
    static final double SNOW = 260;
    /** Snow that one degree above zero melts in a day, mm of depth; 4 mm of water. */
    private static final double DEPTH_PER_DEGREE_DAY = 28;

    private static final double WATER_PER_DEGREE_DAY = 4;
    /** Water in the snow that lies in the funnel, mm. */
    static final double FUNNEL = 9;

    private static final double DRAINS_IN = 2 * DAY;
    private static final double KPA_PER_MM = 1.1;
    private static final double THAWED = 4;
    private static final Bill BILL = new Bill(
            "thaw",
            "frost ends, snow melts, pore pressure rises, meltwater in the gauge  春融",
            "jl-222403-101",
            Duration.ofDays(3),
            900);

    /** Degree-days above zero since the story began, at each step. */
    private final double[] warmth = new double[STEPS];
    /** Meltwater in the ground, mm, at each step. */
    private final double[] water = new double[STEPS];

    Thaw() {
        for (var i = 1; i < STEPS; i++) {
            var days = STEP / DAY;
            warmth[i] = warmth[i - 1] + Math.max(0, air((i - 1) * (double) STEP)) * days;
            var melted = snow(warmth[i - 1]) > 0 ? (warmth[i] - warmth[i - 1]) * WATER_PER_DEGREE_DAY : 0;
            water[i] = water[i - 1] * Math.exp(-STEP / DRAINS_IN) + melted;
        }
    }

    @Override
    public Bill bill() {
        return BILL;
    }

    /** Cel; it begins at four in the morning of the first day. */
    static double air(double t) {
        var mean = -8 + 14 * Math.min(1, Math.max(0, t / (2 * DAY)));
        return mean - 4 * Math.cos(2 * Math.PI * t / DAY);
    }

    private static double snow(double warmth) {
        return Math.max(0, SNOW - DEPTH_PER_DEGREE_DAY * warmth);
    }

    @Override
    public boolean isDry() {
        return true;
    }

    /** The weather is the story's own, in place of that of the season. */
    @Override
    public double show(String role, String quantity, double quiet, double t) {
        return switch (role + " " + quantity) {
            case "weather1 temperature" -> air(t);
            case "weather1 snow.depth" -> snow(at(warmth, t));
            case "weather1 rain.total" -> quiet + Math.min(FUNNEL, WATER_PER_DEGREE_DAY * at(warmth, t));
            case "pore1 pore.pressure/6", "pore1 pore.pressure/8" -> quiet + KPA_PER_MM * at(water, t);
            case "water1 water.level" -> quiet + 0.03 * at(water, t);
            case "soil1 soil.moisture/0.3" -> Math.min(44, 18 + 0.6 * at(water, t));
            // ice in the ground holds it at zero until enough warmth has come
            case "soil1 soil.temperature/0.3" -> at(warmth, t) < THAWED ? -0.1 : 0.4 * (at(warmth, t) - THAWED) - 0.1;
            default -> quiet;
        };
    }

    private static double at(double[] course, double t) {
        var place = Math.max(0, Math.min(STEPS - 1.001, t / STEP));
        var i = (int) place;
        return course[i] + (place - i) * (course[i + 1] - course[i]);
    }
}
