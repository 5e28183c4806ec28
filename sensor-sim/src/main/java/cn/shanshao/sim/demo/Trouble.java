package cn.shanshao.sim.demo;

import cn.shanshao.sim.series.Noise;
import java.time.Duration;
import java.util.List;

/** What goes wrong with devices in each round, apart from the slopes. */
enum Trouble {
    NONE,
    /** Without power: the connection breaks, nothing is measured. */
    DEAD,
    /** Measures on without a link, and sends it all afterwards with the times it has. */
    CUT_OFF;

    /** How far the wrong clock is ahead; the odd milliseconds keep its times off everybody's. */
    static final Duration AHEAD = Duration.ofHours(1).plusMillis(137);

    private static final double LOST = 0.004;

    static Trouble of(String device, Moment moment) {
        if (moment.round() < 0) {
            return NONE;
        }
        return switch (device) {
            case "jl-0284-crack1" -> within(moment, 240, 900) ? DEAD : NONE;
            case "jl-0284-soil1" -> within(moment, 620, 690) ? CUT_OFF : NONE;
            default -> NONE;
        };
    }

    /** What to add to the device's times. */
    static Duration clockError(String device, Moment moment) {
        return device.equals("jl-0323-gnss1") && moment.round() >= 0 && within(moment, 180, 1_000)
                ? AHEAD
                : Duration.ZERO;
    }

    /** A payload that the device sends in place of a good one; empty for none. */
    static List<String> rubbish(String device, Moment moment, double interval) {
        if (!device.equals("jl-0112-crack1") || moment.round() < 0) {
            return List.of();
        }
        if (starts(moment, 150, interval) || starts(moment, 1_200, interval)) {
            return List.of("{\"x\":");
        }
        if (starts(moment, 165, interval)) {
            return List.of("[{\"n\":\"crack\",\"u\":\"kg\",\"v\":0.4}]");
        }
        if (starts(moment, 180, interval)) {
            return List.of("[{\"n\":\"crack\",\"u\":\"mm\",\"v\":99999}]");
        }
        return List.of();
    }

    /** One reading in 250 is never taken. */
    static boolean dropped(String device, Moment moment) {
        return Noise.uniform(Noise.seed(device) + 1, moment.at().toEpochMilli()) < LOST;
    }

    private static boolean within(Moment moment, double from, double to) {
        return moment.phase() >= from && moment.phase() < to;
    }

    private static boolean starts(Moment moment, double at, double interval) {
        return within(moment, at, at + interval);
    }
}
