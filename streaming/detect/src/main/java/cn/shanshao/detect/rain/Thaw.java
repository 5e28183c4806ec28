package cn.shanshao.detect.rain;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much warmth has come over frozen ground or snow (融冻、融雪), in degree-hours: of the last days the temperature above
 * 0 °C, summed over time, from the first frost in them on; 0 when there was none. Nights of frost in between stop nothing.
 * Between two readings at most {@value #GAP_HOURS} hours apart the temperature is on a straight line; a longer time is
 * missing, and while too much is missing a sum that falls is not told.
 *
 * <p>Parameters: {@code days}, 1…{@value #MOST_DAYS}, default {@value #USUAL_DAYS}; {@code frost}, °C below which it is
 * frost, default {@value #FROST}; {@code known}, the share of the days that must be seen, default
 * {@value Amount#ENOUGH}; {@code from}, the lowest limit of the rule. All defaults are ours, of no standard.
 */
public final class Thaw implements Lens {
    public static final int MOST_DAYS = 30;

    private static final int USUAL_DAYS = 10;
    private static final double FROST = -1;
    private static final int GAP_HOURS = 3;
    private static final long DAY = 24 * RainRecord.HOUR;
    private static final long NONE = Long.MIN_VALUE;

    private final int days;
    private final double frost;
    private final Verdict verdict;
    private long last = NONE;
    private double celsius;
    /** Of each day: degree-hours above 0, those after its first frost (NaN: it had none), and hours that were seen. */
    private final double[] warm;

    private final double[] warmAfterFrost;
    private final double[] seen;

    private Thaw(int days, double frost, Verdict verdict) {
        this.days = days;
        this.frost = frost;
        this.verdict = verdict;
        warm = new double[days + 1];
        warmAfterFrost = new double[days + 1];
        seen = new double[days + 1];
        Arrays.fill(warmAfterFrost, Double.NaN);
    }

    public static Thaw of(Map<String, Double> params) {
        var days = Math.round(params.getOrDefault("days", (double) USUAL_DAYS));
        return new Thaw(
                (int) Math.max(1, Math.min(MOST_DAYS, days)), params.getOrDefault("frost", FROST), Verdict.of(params));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        if (sample.at() <= last) {
            return null;
        }
        turnTo(sample.at());
        var slot = slot(day(sample.at()));
        var hours = last == NONE ? 0 : (double) (sample.at() - last) / RainRecord.HOUR;
        if (last != NONE && hours <= GAP_HOURS) {
            var degrees = warmth(celsius, sample.value()) * hours;
            warm[slot] += degrees;
            warmAfterFrost[slot] += degrees;
            seen[slot] += hours;
        }
        if (sample.value() < frost && Double.isNaN(warmAfterFrost[slot])) {
            warmAfterFrost[slot] = 0;
        }
        last = sample.at();
        celsius = sample.value();
        return verdict.tell(sample, sum(day(last)), known(), true);
    }

    private static long day(long at) {
        return Math.floorDiv(at, DAY);
    }

    private int slot(long day) {
        return (int) Math.floorMod(day, (long) warm.length);
    }

    private void turnTo(long at) {
        var from = last == NONE ? day(at) : Math.max(day(last) + 1, day(at) - days);
        for (var day = from; day <= day(at); day++) {
            warm[slot(day)] = 0;
            warmAfterFrost[slot(day)] = Double.NaN;
            seen[slot(day)] = 0;
        }
    }

    /** The mean of what is above 0 on the line from one temperature to another. */
    private static double warmth(double from, double to) {
        var low = Math.min(from, to);
        var high = Math.max(from, to);
        if (high <= 0) {
            return 0;
        }
        return low >= 0 ? (low + high) / 2 : high * high / (high - low) / 2;
    }

    /** From the first frost on. */
    private double sum(long today) {
        var sum = Double.NaN;
        for (var day = today - days; day <= today; day++) {
            var slot = slot(day);
            sum = Double.isNaN(sum) ? warmAfterFrost[slot] : sum + warm[slot];
        }
        return Double.isNaN(sum) ? 0 : sum;
    }

    private double known() {
        var hours = Arrays.stream(seen).sum();
        return hours / (days * 24.0 + (double) Math.floorMod(last, DAY) / RainRecord.HOUR);
    }

    @Override
    public Thaw copy() {
        var copy = new Thaw(days, frost, verdict.copy());
        copy.last = last;
        copy.celsius = celsius;
        System.arraycopy(warm, 0, copy.warm, 0, warm.length);
        System.arraycopy(warmAfterFrost, 0, copy.warmAfterFrost, 0, warm.length);
        System.arraycopy(seen, 0, copy.seen, 0, warm.length);
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        verdict.write(out);
        out.writeLong(last);
        out.writeDouble(celsius);
        for (var i = 0; i < warm.length; i++) {
            out.writeDouble(warm[i]);
            out.writeDouble(warmAfterFrost[i]);
            out.writeDouble(seen[i]);
        }
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static Thaw read(Map<String, Double> params, DataInput in) throws IOException {
        var thaw = of(params);
        thaw.verdict.read(in);
        thaw.last = in.readLong();
        thaw.celsius = in.readDouble();
        for (var i = 0; i < thaw.warm.length; i++) {
            thaw.warm[i] = in.readDouble();
            thaw.warmAfterFrost[i] = in.readDouble();
            thaw.seen[i] = in.readDouble();
        }
        return thaw;
    }
}
