package cn.shanshao.sim.series;

/**
 * One storm: intensity rises and falls as half a sine.
 *
 * @param begins s
 * @param ends s
 * @param peak mm/h
 */
public record Storm(double begins, double ends, double peak) {
    public Storm {
        if (ends <= begins || peak < 0) {
            throw new IllegalArgumentException("a storm must last and have a peak of 0 mm/h or more");
        }
    }

    private double w() {
        return Math.PI / (ends - begins);
    }

    /** Intensity in mm/h at {@code t} seconds. */
    public double intensity(double t) {
        return t <= begins || t >= ends ? 0 : peak * Math.sin(w() * (t - begins));
    }

    /** Rain in mm fallen up to {@code t} seconds. */
    public double fallen(double t) {
        var u = Math.max(0, Math.min(t, ends) - begins);
        return peak / 3600 / w() * (1 - Math.cos(w() * u));
    }

    /**
     * Content in mm of a linear reservoir (dy/dt = r − y/τ) that this storm fills and that drains with time constant
     * {@code tau} seconds: soil water, pore pressure, the stage of a brook.
     */
    public double reservoir(double t, double tau) {
        if (t <= begins) {
            return 0;
        }
        var u = Math.min(t, ends) - begins;
        var k = 1 / tau;
        var w = w();
        var filled = peak / 3600 * (k * Math.sin(w * u) - w * Math.cos(w * u) + w * Math.exp(-k * u)) / (k * k + w * w);
        return t <= ends ? filled : filled * Math.exp(-(t - ends) * k);
    }
}
