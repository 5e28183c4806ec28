package cn.shanshao.sim.network;

import cn.shanshao.sim.series.Storm;
import java.time.Duration;

/**
 * Rain for two hours, then a debris flow: its front passes the upper station and, {@value #REACH} m further down at
 * {@value #SPEED} m/s, the lower one. The ground shakes while it comes near; level and speed rise within seconds and fall
 * over minutes.
 */
final class DebrisFlow implements Story {
    /** Distance between the stations along the gully, m. */
    static final double REACH = 450;
    /** Of the front, m/s. */
    static final double SPEED = 9;
    /** When the front passes the upper station, s. */
    static final double ARRIVES = 7_200;

    static final Storm STORM = new Storm(900, 8_100, 60);
    private static final double RISES_IN = 8;
    private static final double FALLS_IN = 240;
    /** A geophone or microphone hears it at half its strength from so far away, m. */
    private static final double HEARD_FROM = 120;

    private static final double BROOK = 1_800;
    private static final Bill BILL = new Bill(
            "debris-flow",
            "two hours of rain, then a front passes the upper and the lower station  泥石流过境",
            "jl-220623-101",
            Duration.ofHours(3),
            20);

    @Override
    public Bill bill() {
        return BILL;
    }

    @Override
    public double show(String role, String quantity, double quiet, double t) {
        return switch (role + " " + quantity) {
            case "rain1 rain.total" -> quiet + STORM.fallen(t);
            case "mud1 mud.level" -> quiet + brook(t) + 2.2 * surge(t, ARRIVES);
            case "mud2 mud.level" -> quiet + brook(t) + 1.8 * surge(t, ARRIVES + REACH / SPEED);
            case "mud1 flow.speed" -> Math.max(quiet + brook(t), SPEED * surge(t, ARRIVES));
            case "mud2 flow.speed" -> Math.max(quiet + brook(t), SPEED * surge(t, ARRIVES + REACH / SPEED));
            case "geo1 vibration" -> quiet + 24 * near(t, 0);
            case "infra1 infrasound" -> quiet + 9 * near(t, REACH);
            case "infra1 ground.sound" -> quiet + 40 * near(t, REACH);
            case "water1 surface.water.level" -> quiet + 2 * brook(t) + 1.2 * surge(t, ARRIVES + REACH / SPEED);
            default -> quiet;
        };
    }

    /** The brook swells with the rain, m. */
    private static double brook(double t) {
        return 0.006 * STORM.reservoir(t, BROOK);
    }

    /** 0 before the front, 1 soon after it, and less and less from then on. */
    private static double surge(double t, double arrives) {
        var since = t - arrives;
        return since <= 0 ? 0 : (1 - Math.exp(-since / RISES_IN)) * Math.exp(-since / FALLS_IN);
    }

    /**
     * How strongly the flow is felt at a place: as its front comes near, and as long as there is a flow.
     *
     * @param place m below the upper station
     */
    private static double near(double t, double place) {
        var distance = place - SPEED * (t - ARRIVES);
        if (distance > 0) {
            var far = distance / HEARD_FROM;
            return 1 / (1 + far * far);
        }
        return Math.exp(distance / SPEED / FALLS_IN);
    }
}
