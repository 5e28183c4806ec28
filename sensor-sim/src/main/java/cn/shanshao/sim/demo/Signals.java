package cn.shanshao.sim.demo;

import cn.shanshao.sim.series.Creep;
import cn.shanshao.sim.series.Noise;
import cn.shanshao.sim.series.Storm;

/**
 * What every instrument of the demo shows. One round stands for a season: rain from 1 to 10 min; the slope of
 * Laolinggou, soft with water, accelerates from 1¼ min on and crosses blue, yellow, orange and red at about 2, 3½, 5½ and
 * 6⅔ min on two instruments, rests at 7½ min, and from 8½ min on goes back as it drains, but for a small share. In every
 * fourth round a debris flow passes two stations of Toudaogou within half a minute, from 4½ min on, and one station of
 * Chunhua sees something that the other does not bear out.
 */
final class Signals {
    static final Storm STORM = new Storm(60, 600, 60);
    static final Creep SLOPE = new Creep(75, 480, 450, 510, 150, 25);

    private Signals() {}

    /** The signal of one channel of a device, with the noise of its instrument. */
    static Signal of(DemoDevice device, String quantity) {
        var slash = quantity.indexOf('/');
        var name = slash < 0 ? quantity : quantity.substring(0, slash);
        var seed = Noise.seed(device.id() + "~" + quantity);
        return background(device, name, seed).plus(story(device.id(), quantity));
    }

    private static Signal background(DemoDevice device, String name, long seed) {
        var own = 2 * Noise.uniform(seed, 0) - 1;
        return switch (name) {
            case "displacement.e", "displacement.n" -> quiet(seed, own * 2, 0.7, 0.3);
            case "displacement.u" -> quiet(seed, own * 3, 1.5, 0.6);
            case "crack" -> quiet(seed, 0.4 + own * 0.3, 0.05, 0.15);
            case "tilt.x", "tilt.y" -> quiet(seed, own * 0.03, 0.004, 0.01);
            case "displacement.deep.x", "displacement.deep.y" -> quiet(seed, own, 0.1, 0);
            case "settlement" -> quiet(seed, -2 + own, 0.15, 0.1);
            case "water.level" -> quiet(seed, -5.2 + 0.2 * own, 0.01, 0.02);
            case "pore.pressure" -> quiet(seed, 30 + own, 0.2, 0.3);
            case "soil.moisture" -> quiet(seed, 31 + own, 0.15, 0.2);
            case "soil.temperature" -> quiet(seed, 16 + own, 0.05, 0.8);
            case "temperature" -> quiet(seed, 19 + own, 0.1, 5);
            case "mud.level" -> quiet(seed, 0.18 + 0.03 * own, 0.008, 0);
            case "flow.speed" -> quiet(seed, 0.6 + 0.1 * own, 0.02, 0);
            case "infrasound" -> quiet(seed, 0.3, 0.03, 0.05);
            case "ground.sound" -> quiet(seed, 18 + own, 1, 0);
            case "vibration" -> quiet(seed, 0.25, 0.05, 0);
            case "acceleration.x", "acceleration.y" -> quiet(seed, 0.05 * own, 0.01, 0);
            case "acceleration.z" -> quiet(seed, 9.81, 0.01, 0);
            case "rain.total" -> Signal.fallen(STORM, rainFactor(device), 300 + Math.floor(100 * own), 0.1);
            case "battery" -> quiet(seed, 12.8, 0.02, 0.3);
            case "signal" -> quiet(seed, -71 + 5 * own, 1.5, 0);
            default -> throw new IllegalArgumentException("the demo has no instrument for " + name);
        };
    }

    private static Signal quiet(long seed, double base, double sigma, double daily) {
        return Signal.constant(base).plus(Signal.daily(daily)).plus(Signal.noise(seed, sigma));
    }

    /** The storm is over the south-east; the plains get its edge. */
    private static double rainFactor(DemoDevice device) {
        return switch (device.pointId()) {
            case JilinPoints.LAOLINGGOU, JilinPoints.TOUDAOGOU -> 1;
            case JilinPoints.HUAYUANKOU, JilinPoints.HUASHU -> 0.7;
            case JilinPoints.CHUNHUA -> 0.3;
            default -> 0.05;
        };
    }

    private static Signal story(String device, String quantity) {
        return switch (device + " " + quantity) {
            case "jl-0417-crack1 crack" -> Signal.creep(SLOPE, 1, 0).plus(Signal.lasting(0.15));
            case "jl-0417-crack2 crack" -> Signal.creep(SLOPE, 0.55, 6).plus(Signal.lasting(0.1));
            case "jl-0417-tilt1 tilt.x" -> Signal.creep(SLOPE, 0.05, 10).plus(Signal.lasting(0.005));
            case "jl-0417-tilt1 tilt.y" -> Signal.creep(SLOPE, 0.008, 10);
            case "jl-0417-gnss1 displacement.e" -> Signal.creep(SLOPE, 0.3, 4).plus(Signal.lasting(0.3));
            case "jl-0417-gnss2 displacement.e" -> Signal.creep(SLOPE, 0.92, 4).plus(Signal.lasting(0.5));
            case "jl-0417-gnss2 displacement.n" -> Signal.creep(SLOPE, -0.25, 4);
            case "jl-0417-gnss2 displacement.u" -> Signal.creep(SLOPE, -0.45, 4).plus(Signal.lasting(-0.3));
            case "jl-0417-incl1 displacement.deep.x/8" ->
                Signal.creep(SLOPE, 0.35, 0).plus(Signal.lasting(0.1));
            case "jl-0417-pore1 pore.pressure/6" -> Signal.wet(STORM, 13, 400);
            case "jl-0417-soil1 soil.moisture/0.5" -> Signal.wet(STORM, 3.2, 300);
            case "jl-0417-soil1 soil.moisture/1" -> Signal.wet(STORM, 1.6, 500);
            case "jl-0502-soil1 soil.moisture/0.5" -> Signal.wet(STORM, 3.6, 300);
            case "jl-2403-water1 water.level" -> Signal.wet(STORM, 0.2, 600);
            case "jl-0502-mud1 mud.level" -> Signal.flow(245, 45, 1.05);
            case "jl-0502-mud1 flow.speed" -> Signal.flow(245, 40, 3.4);
            case "jl-0502-mud2 mud.level" -> Signal.flow(275, 50, 1.2);
            case "jl-0502-mud2 flow.speed" -> Signal.flow(275, 45, 2.8);
            case "jl-0502-infra1 infrasound" -> Signal.flow(235, 40, 1.6);
            case "jl-0502-infra1 ground.sound" -> Signal.flow(235, 40, 45);
            case "jl-2411-mud1 mud.level" -> Signal.flow(400, 60, 1.05);
            case "jl-0204-vib1 vibration" -> Signal.shock(30, 8, 25);
            case "jl-0204-acc1 acceleration.x" -> Signal.shock(30, 0.4, 6);
            case "jl-0204-crack1 crack" -> Signal.creep(SLOPE, 0.012, 20);
            default -> Signal.constant(0);
        };
    }
}
