package cn.shanshao.detect.instrument;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * The greatest size of the last seconds (峰值): of an acceleration (PGA), of a velocity of the ground (PGV), of a sound. A
 * blow stays until its window is over. From an acceleration the running mean is to be taken away first, for gravity is in it.
 *
 * <p>Parameters: {@code seconds}, 1…86400, default 60; {@code base}, seconds of the running mean that is taken away,
 * 0…86400, default 0: none is.
 */
public final class Peak implements Lens {
    private static final int PARTS = 30;
    private static final double LONGEST = 86_400;

    private final long part;
    private final double base;
    private final double[] greatest = new double[PARTS + 1];
    private long newest = Long.MIN_VALUE;
    private double mean = Double.NaN;
    private long at;

    private Peak(long part, double base) {
        this.part = part;
        this.base = base;
    }

    public static Peak of(Map<String, Double> params) {
        var seconds = Math.max(1, Math.min(LONGEST, params.getOrDefault("seconds", 60.0)));
        return new Peak(Math.round(seconds * 1_000 / PARTS), Math.max(0, params.getOrDefault("base", 0.0)));
    }

    @Override
    public Sample look(Sample sample, Past past) {
        var number = Math.floorDiv(sample.at(), part);
        moveTo(number);
        var place = Math.floorMod(number, greatest.length);
        greatest[place] = Math.max(greatest[place], Math.abs(sample.value() - around(sample)));
        var most = 0.0;
        for (var one : greatest) {
            most = Math.max(most, one);
        }
        return sample.with(most);
    }

    /** Where it was around before this reading. */
    private double around(Sample sample) {
        if (base == 0) {
            return 0;
        }
        var was = Double.isNaN(mean) ? sample.value() : mean;
        mean = was + (sample.value() - was) * (1 - Math.exp(-(sample.at() - at) / (base * 1_000)));
        at = sample.at();
        return was;
    }

    private void moveTo(long number) {
        var from = newest == Long.MIN_VALUE ? number - PARTS : Math.max(newest + 1, number - PARTS);
        for (var next = from; next <= number; next++) {
            greatest[Math.floorMod(next, greatest.length)] = 0;
        }
        newest = Math.max(newest, number);
    }

    @Override
    public Peak copy() {
        var copy = new Peak(part, base);
        System.arraycopy(greatest, 0, copy.greatest, 0, greatest.length);
        copy.newest = newest;
        copy.mean = mean;
        copy.at = at;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(newest);
        out.writeDouble(mean);
        out.writeLong(at);
        for (var one : greatest) {
            out.writeDouble(one);
        }
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static Peak read(Map<String, Double> params, DataInput in) throws IOException {
        var peak = of(params);
        peak.newest = in.readLong();
        peak.mean = in.readDouble();
        peak.at = in.readLong();
        for (var i = 0; i < peak.greatest.length; i++) {
            peak.greatest[i] = in.readDouble();
        }
        return peak;
    }
}
