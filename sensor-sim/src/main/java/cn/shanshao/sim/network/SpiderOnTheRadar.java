package cn.shanshao.sim.network;

import java.time.Duration;
import java.util.Set;

/** A spider walks over the radar of the lower station: single samples see it and take it for mud. */
final class SpiderOnTheRadar implements Story {
    /** The radar looks once in so many seconds, so each visit is one sample. */
    static final double LOOKS = 10;
    /** In which looks it sits before the antenna, counted from the beginning; never in two on end. */
    static final Set<Long> VISITS = Set.of(30L, 44L, 61L, 63L, 97L, 120L, 142L);

    /** What the radar makes of it, m. */
    static final double LEVEL = 3.4;

    private static final Bill BILL = new Bill(
            "spider-on-the-radar",
            "single samples of one radar jump to three metres  蜘蛛爬过雷达",
            "jl-222404-101",
            Duration.ofMinutes(30),
            1);

    @Override
    public Bill bill() {
        return BILL;
    }

    /** The distance of the same radar follows from the level. */
    @Override
    public double show(String role, String quantity, double quiet, double t) {
        var sits = VISITS.contains((long) Math.floor(t / LOOKS));
        return sits && role.equals("mud2") && quantity.equals("mud.level") ? LEVEL : quiet;
    }
}
