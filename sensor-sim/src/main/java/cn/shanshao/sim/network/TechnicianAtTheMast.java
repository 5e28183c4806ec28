package cn.shanshao.sim.network;

import cn.shanshao.sim.series.Noise;
import java.time.Duration;
import java.util.Set;

/**
 * A technician works at the mast for twenty minutes: steps and knocks shake the geophone, the pole bends to and fro, and
 * the receiver sees fewer satellites. Then all is as it was before. Whether it alarms depends on whether somebody put the
 * devices into maintenance.
 */
final class TechnicianAtTheMast implements Story {
    static final double FROM = 300;
    static final double TO = 1_500;
    /** What is touched. */
    static final Set<String> AT_THE_MAST = Set.of("vib1", "tilt1", "gnss2");

    private static final double RAMP = 30;
    private static final double KNOCK = 7;
    private static final double SWAY = 40;
    private static final double SHADOW = 90;
    private static final Bill BILL = new Bill(
            "technician-at-the-mast",
            "vibration, tilt and GNSS are disturbed for twenty minutes of work  检修扰动",
            "jl-220681-101",
            Duration.ofMinutes(35),
            1);

    @Override
    public Bill bill() {
        return BILL;
    }

    @Override
    public double show(String role, String quantity, double quiet, double t) {
        var there = there(t);
        if (there == 0 || !AT_THE_MAST.contains(role)) {
            return quiet;
        }
        var seed = Noise.seed(role + quantity);
        return switch (quantity) {
            case "vibration.x", "vibration.y", "vibration.z" ->
                quiet + there * 6 * Math.pow(Noise.smooth(seed, t, KNOCK), 2);
            case "tilt.x", "tilt.y" -> quiet + there * 0.5 * Noise.smooth(seed, t, SWAY);
            case "displacement.e", "displacement.n" -> quiet + there * 18 * Noise.smooth(seed, t, SHADOW);
            case "displacement.u" -> quiet + there * 35 * Noise.smooth(seed, t, SHADOW);
            default -> quiet;
        };
    }

    @Override
    public Set<String> workedOn() {
        return AT_THE_MAST;
    }

    /** 0 while nobody is there, 1 while somebody works. */
    private static double there(double t) {
        return Math.max(0, Math.min(1, Math.min(t - FROM, TO - t) / RAMP));
    }
}
