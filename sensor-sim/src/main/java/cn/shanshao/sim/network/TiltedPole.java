package cn.shanshao.sim.network;

import java.time.Duration;

/** Somebody leans on the pole of one tilt sensor, and it stays bent. The slope has not moved: nobody else shows anything. */
final class TiltedPole implements Story {
    /** When it happens, s. */
    static final double AT = 600;

    static final double X = 1.8;
    static final double Y = -0.9;
    private static final Bill BILL = new Bill(
            "tilted-pole",
            "one tilt sensor jumps because somebody leaned on its pole  有人倚靠立杆",
            "jl-220323-101",
            Duration.ofMinutes(30),
            1);

    @Override
    public Bill bill() {
        return BILL;
    }

    @Override
    public double show(String role, String quantity, double quiet, double t) {
        if (t < AT || !role.equals("tilt1")) {
            return quiet;
        }
        return switch (quantity) {
            case "tilt.x" -> quiet + X;
            case "tilt.y" -> quiet + Y;
            default -> quiet;
        };
    }
}
