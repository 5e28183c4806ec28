package cn.shanshao.sim.network;

import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.series.Noise;

/**
 * What one channel shows while nothing happens at its point: its own offset, the weather, and the noise of its kind of
 * instrument. Times are seconds since 1970; values are in the unit of the quantity.
 */
final class Quiet {
    /** GNSS satellites stand in the same place again after a sidereal day, and so does their multipath. */
    static final double SIDEREAL_DAY = 86_164.0905;

    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;
    /** What opens a joint or bends a pole follows the air by so much. */
    private static final double LAG = 2 * HOUR;
    /** Temperature at which an instrument shows its offset, Cel. */
    private static final double MOUNTED_AT = 5;

    private static final double WATER_TABLE = 5.2;
    private static final double WEIGHT_OF_WATER = 9.81;
    private static final double WEIGHT_OF_SOIL = 18;

    private final String name;
    private final double depth;
    private final Weather weather;
    private final long seed;
    private final double own;

    Quiet(DemoDevice device, String quantity, Weather weather, long networkSeed) {
        var slash = quantity.indexOf('/');
        this.name = slash < 0 ? quantity : quantity.substring(0, slash);
        this.depth = slash < 0 ? 0 : Double.parseDouble(quantity.substring(slash + 1));
        this.weather = weather;
        this.seed = Noise.seed(device.id() + "~" + quantity) + networkSeed;
        this.own = 2 * Noise.uniform(seed, 0) - 1;
    }

    double at(double s) {
        return switch (name) {
            case "displacement.e", "displacement.n" -> gnss(s, 1);
            case "displacement.u" -> gnss(s, 2);
            case "displacement" -> own + warm(s, 0.01) + white(s, 0.05);
            case "displacement.deep.x", "displacement.deep.y" ->
                0.5 * own + 0.15 * wander(s, 6 * HOUR, 6) + white(s, 0.06);
            case "settlement" -> -2 + own + warm(s, 0.01) + 0.2 * wander(s, 6 * HOUR, 6) + white(s, 0.08);
            case "crack" -> 0.9 + 0.3 * own - warm(s, 0.012) + white(s, 0.02);
            case "tilt.x", "tilt.y" -> 0.03 * own + warm(s, 0.0012) + white(s, 0.002);
            case "tilt.z" -> 0.02 * own + white(s, 0.002);
            case "azimuth" -> 180 + 170 * own + white(s, 0.3);
            case "acceleration.x", "acceleration.y" -> 0.02 * own + white(s, 0.006);
            case "acceleration.z" -> 9.805 + 0.01 * own + white(s, 0.006);
            case "vibration.x", "vibration.y", "vibration.z", "vibration" -> shaking(s);
            case "acoustic.emission" -> 12 + 3 * own + Math.abs(white(s, 3));
            case "ground.sound" -> 18 + 2 * own + white(s, 1);
            case "infrasound" -> 0.22 + 0.04 * own + 0.1 * Math.abs(wander(s, 600, 6)) + Math.abs(white(s, 0.02));
            default -> water(s);
        };
    }

    private double water(double s) {
        return switch (name) {
            case "rain.total" -> weather.rained(s);
            case "soil.moisture" ->
                24 + 2 * own + 12 * Math.exp(-depth) * weather.wet(s - depth * 6 * HOUR, 1.5 * DAY) + white(s, 0.1);
            case "soil.temperature" -> weather.soil(s, depth) + 0.3 * own + white(s, 0.03);
            case "soil.pressure" -> WEIGHT_OF_SOIL * depth + own + 2 * weather.wet(s, DAY) + white(s, 0.05);
            case "pore.pressure" ->
                WEIGHT_OF_WATER * Math.max(0, depth - WATER_TABLE)
                        + own
                        + 7 * weather.wet(s - 3 * HOUR, DAY)
                        + white(s, 0.08);
            case "water.level" -> -WATER_TABLE + 0.2 * own + 0.6 * weather.wet(s - 6 * HOUR, 2 * DAY) + white(s, 0.004);
            case "surface.water.level" -> 0.35 + 0.05 * own + 0.6 * stream(s) + white(s, 0.006);
            case "seepage" -> Math.max(0, 0.05 + 0.02 * own + 0.5 * weather.wet(s - 3 * HOUR, DAY) + white(s, 0.003));
            case "mud.level" -> 0.13 + 0.02 * own + 0.18 * stream(s) + white(s, 0.006);
            case "flow.speed" -> 0.6 + 0.1 * own + 0.9 * stream(s) + white(s, 0.03);
            case "radar.distance" -> 42 + 9 * own + warm(s, 2e-5) + white(s, 0.0006);
            default -> air(s);
        };
    }

    private double air(double s) {
        return switch (name) {
            case "temperature" -> weather.temperature(s) + white(s, 0.1);
            case "air.pressure" -> weather.pressure(s) + white(s, 0.05);
            case "snow.depth" -> Math.max(0, weather.snow(s) + white(s, 1.5));
            case "battery" -> battery(s);
            case "signal" -> -76 + 8 * own + 2 * wander(s, 600, 5) - Math.min(6, 0.4 * weather.rain(s)) + white(s, 1);
            default -> throw new IllegalArgumentException("the network has no instrument for " + name);
        };
    }

    /** White and coloured noise, and the daily multipath; the height is worse than the position. */
    private double gnss(double s, double worse) {
        var orbit = 2 * Math.PI * s / SIDEREAL_DAY;
        var multipath = 0.7 * Math.sin(orbit + 3 * own) + 0.3 * Math.sin(3 * orbit + 7 * own);
        return own + worse * (multipath + 0.8 * wander(s, HOUR, 8) + white(s, 0.8));
    }

    /** Traffic and people by day, little at night. */
    private double shaking(double s) {
        return 0.1 + 0.15 * weather.sun(s) + Math.abs(white(s, 0.06));
    }

    private double stream(double s) {
        return weather.wet(s - HOUR, 0.4 * DAY);
    }

    /** A lead battery on a panel: full by noon, lower before dawn, lower in the cold. */
    private double battery(double s) {
        var charging = Math.max(weather.sun(s), 0.8 * weather.sun(s - 2 * HOUR));
        var cloud = Math.min(0.5, 0.05 * weather.rain(s));
        return 12.5 + 0.1 * own + 1.5 * charging * (1 - cloud) + warm(s, 0.008) + white(s, 0.01);
    }

    /** How far the temperature moves it, {@code perDegree} for each Cel. */
    private double warm(double s, double perDegree) {
        return perDegree * (weather.temperature(s - LAG) - MOUNTED_AT);
    }

    private double white(double s, double sigma) {
        return sigma * Noise.gauss(seed, Math.round(s * 1_000));
    }

    private double wander(double s, double shortest, int octaves) {
        return Noise.flicker(seed, s, shortest, octaves);
    }
}
