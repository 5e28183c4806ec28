package cn.shanshao.detect.instrument;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast an instrument leans, degrees per hour, whichever way (倾斜速率): the slope of a straight line over an hour at
 * least, of both axes √(ẋ²+ẏ²) where the sample has both, with what the temperature makes of it taken away. A rate counts
 * where it stands out of its error five times and makes up three standard deviations of a reading over its stretch; else it
 * is 0. Of each three readings the middle one is taken, so one stray reading raises nothing.
 *
 * <p>Parameters: {@code hours} that the rate is measured over, 1…24, default 1; {@code noise}, standard deviation of one
 * reading in degrees, where it is known to be more than the record tells; {@code compensate}, default 1, takes the
 * temperature of the device into account; 0 does not.
 */
public final class TiltRate implements Lens {
    public static final double LONGEST_HOURS = 24;

    /** The memory of what warmth does, and a day. */
    public static final Duration HISTORY = Duration.ofDays(11);

    private static final double SURE = 5;
    private static final double FLOOR = 3;
    private static final double HOUR_MS = 3_600_000;

    private final double noise;
    private final boolean compensates;
    private final TiltTrail trail;
    private final Scatter[] scatters = {new Scatter(), new Scatter()};
    private final Thermal[] thermals = {new Thermal(), new Thermal()};
    /** The newest two readings: time, x, y, temperature; the newer one last. */
    private final double[][] newest = new double[2][4];

    private int seen;
    private double learnedAt;

    private TiltRate(double noise, boolean compensates, TiltTrail trail) {
        this.noise = noise;
        this.compensates = compensates;
        this.trail = trail;
    }

    public static TiltRate of(Map<String, Double> params) {
        var hours = Math.max(1, Math.min(LONGEST_HOURS, params.getOrDefault("hours", 1.0)));
        return new TiltRate(
                params.getOrDefault("noise", 0.0), params.getOrDefault("compensate", 1.0) != 0, new TiltTrail(hours));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        var plane = sample.plane();
        var now = plane == null
                ? new double[] {sample.at(), sample.value(), 0, Double.NaN}
                : new double[] {sample.at(), plane.x(), plane.y(), plane.temperature()};
        if (seen < 2) {
            newest[seen++] = now;
            return null;
        }
        var before = newest[0];
        var middle = newest[1];
        var share = (middle[0] - before[0]) / (now[0] - before[0]);
        for (var axis = 0; axis < 2; axis++) {
            scatters[axis].look(before[axis + 1], middle[axis + 1], now[axis + 1], share);
        }
        var begins = trail.add(
                middle[0], median(before[1], middle[1], now[1]), median(before[2], middle[2], now[2]), middle[3]);
        newest[0] = middle;
        newest[1] = now;
        var rate = trail.rate();
        if (rate == null) {
            return null;
        }
        if (begins && !Double.isNaN(rate.temperature())) {
            learn(rate, middle[0] / HOUR_MS);
        }
        return sample.with(sure(rate));
    }

    private void learn(TiltTrail.Rate rate, double now) {
        var hours = learnedAt == 0 ? 0 : now - learnedAt;
        thermals[0].learn(rate.x(), rate.temperature(), hours);
        thermals[1].learn(rate.y(), rate.temperature(), hours);
        learnedAt = now;
    }

    private double sure(TiltTrail.Rate rate) {
        var warming = compensates && !Double.isNaN(rate.temperature()) ? rate.temperature() : 0;
        var length = Math.hypot(
                rate.x() - thermals[0].coefficient() * warming, rate.y() - thermals[1].coefficient() * warming);
        var sigma = Math.max(noise, Math.max(scatters[0].sigma(), scatters[1].sigma()));
        return length > sigma * Math.max(SURE * rate.error(), FLOOR / rate.span()) ? length : 0;
    }

    private static double median(double one, double two, double three) {
        return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
    }

    @Override
    public TiltRate copy() {
        var copy = new TiltRate(noise, compensates, trail.copy());
        for (var axis = 0; axis < 2; axis++) {
            copy.scatters[axis] = scatters[axis].copy();
            copy.thermals[axis] = thermals[axis].copy();
            copy.newest[axis] = newest[axis].clone();
        }
        copy.seen = seen;
        copy.learnedAt = learnedAt;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        trail.write(out);
        for (var axis = 0; axis < 2; axis++) {
            scatters[axis].write(out);
            thermals[axis].write(out);
            for (var value : newest[axis]) {
                out.writeDouble(value);
            }
        }
        out.writeByte(seen);
        out.writeDouble(learnedAt);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static TiltRate read(Map<String, Double> params, DataInput in) throws IOException {
        var rate = of(params);
        rate.trail.read(in);
        for (var axis = 0; axis < 2; axis++) {
            rate.scatters[axis].read(in);
            rate.thermals[axis].read(in);
            for (var i = 0; i < rate.newest[axis].length; i++) {
                rate.newest[axis][i] = in.readDouble();
            }
        }
        rate.seen = in.readByte();
        rate.learnedAt = in.readDouble();
        return rate;
    }
}
