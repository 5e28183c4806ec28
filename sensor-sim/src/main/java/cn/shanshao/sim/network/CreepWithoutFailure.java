package cn.shanshao.sim.network;

import cn.shanshao.sim.series.Storm;
import java.time.Duration;
import java.util.List;

/**
 * Three storms in nine days push a slope by a step each; after every step it slows down and rests. Nothing fails, and no
 * law of acceleration fits.
 */
final class CreepWithoutFailure implements Story {
    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;
    /** The water needs so long from the ground to the slip surface. */
    private static final double LATE = 3 * HOUR;
    /** Time constant in which a step comes to rest. */
    static final double RESTS_IN = 10 * HOUR;

    private static final double DRAINS_IN = 18 * HOUR;

    /** @param step mm that the slope moves for it in the end */
    record Push(Storm storm, double step) {}

    static final List<Push> PUSHES = List.of(push(1, 14, 6), push(3.5, 20, 9), push(6.5, 11, 4));

    private static final Bill BILL = new Bill(
            "creep-without-failure",
            "three storms push a slope step by step, and it comes to rest  降雨阶跃变形后趋稳",
            "jl-220582-101",
            Duration.ofDays(10),
            3_000);

    private static Push push(double day, double peak, double step) {
        return new Push(new Storm(day * DAY, day * DAY + 6 * HOUR, peak), step);
    }

    @Override
    public Bill bill() {
        return BILL;
    }

    /** Movement of the slope, mm. */
    static double moved(double t) {
        return PUSHES.stream()
                .mapToDouble(push -> {
                    var since = t - push.storm().begins() - LATE;
                    return since <= 0 ? 0 : push.step() * (1 - Math.exp(-since / RESTS_IN));
                })
                .sum();
    }

    @Override
    public double show(String role, String quantity, double quiet, double t) {
        var moved = moved(t);
        return quiet
                + switch (role + " " + quantity) {
                    case "wire1 displacement" -> moved;
                    case "crack1 crack" -> 0.2 * moved;
                    case "gnss2 displacement.e" -> 0.75 * moved;
                    case "gnss2 displacement.n" -> -0.3 * moved;
                    case "gnss2 displacement.u" -> -0.4 * moved;
                    case "tilt1 tilt.x" -> 0.004 * moved;
                    case "incl1 displacement.deep.x/4" -> 0.6 * moved;
                    case "incl1 displacement.deep.x/8" -> 0.4 * moved;
                    case "weather1 rain.total" ->
                        PUSHES.stream().mapToDouble(p -> p.storm().fallen(t)).sum();
                    case "pore1 pore.pressure/6", "pore1 pore.pressure/8" -> 0.15 * wet(t);
                    case "soil1 soil.moisture/0.3" -> 0.12 * wet(t);
                    case "water1 water.level" -> 0.008 * wet(t);
                    default -> 0;
                };
    }

    /** What of the storms is still in the ground, mm. */
    private static double wet(double t) {
        return PUSHES.stream()
                .mapToDouble(p -> p.storm().reservoir(t - LATE, DRAINS_IN))
                .sum();
    }
}
