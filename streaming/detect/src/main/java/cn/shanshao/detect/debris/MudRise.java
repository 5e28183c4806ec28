package cn.shanshao.detect.debris;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * How far the mud has risen within five minutes, in m: above the lowest of that time (泥位涨幅). A front makes 0.5 m and
 * more. The lowest is kept for each thirtieth of the time, so the memory does not grow with the rate of the readings.
 *
 * <p>Parameter: {@code minutes}, 1…60, default 5.
 */
public final class MudRise implements Trigger {
    private static final int PARTS = 30;

    private final long part;
    /** The lowest of each part; NaN where nothing was read. The part of a time is at its number modulo the length. */
    private final double[] lowest = new double[PARTS + 1];
    /** Number of the newest part; {@link Long#MIN_VALUE} before the first reading. */
    private long newest = Long.MIN_VALUE;

    private MudRise(long part) {
        this.part = part;
        Arrays.fill(lowest, Double.NaN);
    }

    public static MudRise of(Map<String, Double> params) {
        var minutes = Math.max(1, Math.min(60, params.getOrDefault("minutes", 5.0)));
        return new MudRise(Math.round(minutes * 60_000 / PARTS));
    }

    @Override
    public double look(long at, double value) {
        var number = Math.floorDiv(at, part);
        moveTo(number);
        var place = Math.floorMod(number, lowest.length);
        lowest[place] = Double.isNaN(lowest[place]) ? value : Math.min(lowest[place], value);
        var least = Arrays.stream(lowest).filter(Double::isFinite).min().orElse(value);
        return value - least;
    }

    private void moveTo(long number) {
        if (newest == Long.MIN_VALUE || number - newest >= lowest.length) {
            Arrays.fill(lowest, Double.NaN);
        } else {
            for (var gone = newest + 1; gone <= number; gone++) {
                lowest[Math.floorMod(gone, lowest.length)] = Double.NaN;
            }
        }
        newest = Math.max(newest, number);
    }

    @Override
    public MudRise copy() {
        var copy = new MudRise(part);
        System.arraycopy(lowest, 0, copy.lowest, 0, lowest.length);
        copy.newest = newest;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(newest);
        for (var one : lowest) {
            out.writeDouble(one);
        }
    }

    public static MudRise read(Map<String, Double> params, DataInput in) throws IOException {
        var rise = of(params);
        rise.newest = in.readLong();
        for (var i = 0; i < rise.lowest.length; i++) {
            rise.lowest[i] = in.readDouble();
        }
        return rise;
    }
}
