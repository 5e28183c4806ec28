package cn.shanshao.sim.network;

import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.series.Creep;
import java.time.Duration;
import java.util.Set;

/**
 * A slope creeps by Voight's law (α = 2), faster and faster, and fails after 70 h; what stood on it is heard no more. The
 * deep sensor at 16 m is below the slip surface and stays; the crown moves a tenth.
 */
final class CreepToFailure implements Story {
    private static final double HOUR = 3_600;
    static final double FAILS = 70 * HOUR;
    /** 1/A, mm: the mark moves so many mm in each e-fold of the time that remains; 4 mm/d at first. */
    static final double SCALE = 12;

    /** The last minute is not seen: the law has no value at the failure itself. */
    private static final Creep SLOPE = new Creep(0, FAILS, FAILS - 60, 1e9, 1, SCALE);

    private static final Set<String> ON_THE_SLOPE =
            Set.of("gnss2", "wire1", "crack1", "tilt1", "vib1", "incl1", "pore1");
    private static final Bill BILL = new Bill(
            "creep-to-failure",
            "a slope accelerates by Voight's law for three days and fails  加速蠕变直至滑动",
            "jl-220282-101",
            Duration.ofDays(3),
            900);

    @Override
    public Bill bill() {
        return BILL;
    }

    @Override
    public double show(String role, String quantity, double quiet, double t) {
        var moved = SLOPE.at(t);
        return quiet
                + switch (role + " " + quantity) {
                    case "wire1 displacement" -> moved;
                    case "crack1 crack" -> 0.8 * moved;
                    case "gnss1 displacement.e" -> 0.1 * moved;
                    case "gnss2 displacement.e" -> 0.75 * moved;
                    case "gnss2 displacement.n" -> -0.3 * moved;
                    case "gnss2 displacement.u" -> -0.4 * moved;
                    case "tilt1 tilt.x" -> 0.015 * moved;
                    case "tilt1 tilt.y" -> 0.004 * moved;
                    case "incl1 displacement.deep.x/4" -> 0.6 * moved;
                    case "incl1 displacement.deep.x/8" -> 0.4 * moved;
                    // stones begin to fall when it moves some mm in an hour
                    case "vib1 vibration.x", "vib1 vibration.y", "vib1 vibration.z" ->
                        Math.min(30, 0.4 * SLOPE.rate(t) * HOUR);
                    default -> 0;
                };
    }

    @Override
    public boolean isSilent(DemoDevice device, double t) {
        return t >= FAILS && ON_THE_SLOPE.contains(role(device));
    }
}
