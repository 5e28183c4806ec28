package cn.shanshao.sim.series;

/**
 * Accelerating creep by Voight's law with α = 2: 1/v = A (tf − t), x = (1/A) ln((tf − t0)/(tf − t)); here the movement
 * stops before it fails, rests, and then most of it goes back, as a slope that softens with rain and drains again.
 *
 * @param begins t0, s
 * @param fails tf, s; never reached
 * @param stops when the movement stops, s; before {@code fails}
 * @param eases when it begins to go back, s
 * @param recovery time constant of that, s
 * @param scale 1/A, in the unit of the series
 */
public record Creep(double begins, double fails, double stops, double eases, double recovery, double scale) {
    public Creep {
        if (!(begins < stops && stops < fails && stops <= eases && recovery > 0)) {
            throw new IllegalArgumentException("creep must begin, stop before it fails, and then ease");
        }
    }

    /** Displacement at {@code t} seconds, in the unit of {@code scale}. */
    public double at(double t) {
        if (t <= begins) {
            return 0;
        }
        var moving = scale * Math.log((fails - begins) / (fails - Math.min(t, stops)));
        return t <= eases ? moving : moving * Math.exp(-(t - eases) / recovery);
    }

    /** Rate at {@code t} seconds while it moves, in the unit of {@code scale} per second; 0 before and after. */
    public double rate(double t) {
        return t <= begins || t >= stops ? 0 : scale / (fails - t);
    }
}
