package cn.shanshao.detect.instrument;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a value has come in the last hours (变化量), with its sign: the newest against where it was then, or, while less
 * is known, against the eldest that is known. Where it was is the median of the means of the three eldest thirtieths of
 * the time; where it is, the least of the two newest changes, if they go the same way. So one stray reading raises nothing,
 * neither when it comes nor when it leaves.
 *
 * <p>Parameters: {@code hours}, 1/60…{@value #LONGEST_HOURS}, default 24; {@code absolute}, which the ladder reads.
 */
public final class ChangeOver implements Lens {
    public static final double LONGEST_HOURS = 720;
    public static final double SHORTEST_HOURS = 1.0 / 60;

    private static final int PARTS = 30;
    private static final int ELDEST = 3;

    private final long part;
    /** The mean of each part of time, at its number modulo the length. */
    private final double[] means = new double[PARTS + 2];

    private final int[] counts = new int[PARTS + 2];
    private long newest = Long.MIN_VALUE;
    private double before = Double.NaN;

    private ChangeOver(long part) {
        this.part = part;
    }

    public static ChangeOver of(Map<String, Double> params) {
        return new ChangeOver(span(params).toMillis() / PARTS);
    }

    /** The time that a rule looks back. */
    public static Duration span(Map<String, Double> params) {
        var hours = Math.max(SHORTEST_HOURS, Math.min(LONGEST_HOURS, params.getOrDefault("hours", 24.0)));
        return Duration.ofSeconds(Math.round(hours * 3_600));
    }

    /** The eldest parts that it compares with begin so long ago. */
    public static Duration history(Map<String, Double> params) {
        return span(params).multipliedBy(PARTS + 2).dividedBy(PARTS);
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        var number = Math.floorDiv(sample.at(), part);
        moveTo(number);
        var change = sample.value() - eldest(number, sample.value());
        var place = Math.floorMod(number, means.length);
        counts[place]++;
        means[place] += (sample.value() - means[place]) / counts[place];
        var least = Double.isNaN(before) || Math.signum(before) != Math.signum(change)
                ? 0
                : Math.abs(before) < Math.abs(change) ? before : change;
        before = change;
        return sample.with(least);
    }

    private void moveTo(long number) {
        if (newest == Long.MIN_VALUE || number - newest >= means.length) {
            Arrays.fill(counts, 0);
            Arrays.fill(means, 0);
        } else {
            for (var next = newest + 1; next <= number; next++) {
                counts[Math.floorMod(next, counts.length)] = 0;
                means[Math.floorMod(next, means.length)] = 0;
            }
        }
        newest = Math.max(newest, number);
    }

    private double eldest(long number, double value) {
        var found = new double[ELDEST];
        var many = 0;
        for (var one = number - PARTS - 1; one <= number && many < ELDEST; one++) {
            var place = Math.floorMod(one, means.length);
            if (counts[place] > 0) {
                found[many++] = means[place];
            }
        }
        if (many == 0) {
            return value;
        }
        Arrays.sort(found, 0, many);
        // of two, the nearer: while so little is known the smaller change is told
        return many == 2
                ? Math.abs(value - found[0]) < Math.abs(value - found[1]) ? found[0] : found[1]
                : found[many / 2];
    }

    @Override
    public ChangeOver copy() {
        var copy = new ChangeOver(part);
        System.arraycopy(means, 0, copy.means, 0, means.length);
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        copy.newest = newest;
        copy.before = before;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(newest);
        out.writeDouble(before);
        for (var i = 0; i < counts.length; i++) {
            out.writeInt(counts[i]);
            if (counts[i] > 0) {
                out.writeDouble(means[i]);
            }
        }
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static ChangeOver read(Map<String, Double> params, DataInput in) throws IOException {
        var change = of(params);
        change.newest = in.readLong();
        change.before = in.readDouble();
        for (var i = 0; i < change.counts.length; i++) {
            change.counts[i] = in.readInt();
            change.means[i] = change.counts[i] > 0 ? in.readDouble() : 0;
        }
        return change;
    }
}
