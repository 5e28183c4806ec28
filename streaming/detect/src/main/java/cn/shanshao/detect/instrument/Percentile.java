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
 * In what share of its own record a value was lower, % (历史百分位): for water in the ground, whose limits differ from place
 * to place. The record is that of the means of hours, so a device that sends more often in the rain does not change it; an
 * hour enters when it is over. Judged is the lesser of the two newest, so one stray reading raises nothing. Nothing is said
 * until there are readings of {@code days} days. It tells that something is unusual here, not that it is dangerous, so no
 * rule of it may be red.
 *
 * <p>Parameters: {@code days}, {@value #FEWEST_DAYS}…730, default 60; {@code least}, in the unit of the quantity: what is
 * below it ranks 0, so that a trifle after a still season is none.
 */
public final class Percentile implements Lens {
    public static final int FEWEST_DAYS = 30;

    /** The longest record that a rule may ask for, and some weeks more. */
    public static final Duration HISTORY = Duration.ofDays(800);

    private static final double USUAL_DAYS = 60;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final double days;
    private final double least;
    private final Sketch record;
    private long hour = Long.MIN_VALUE;
    private double mean;
    private int count;
    private int known;
    private double before = Double.NaN;

    private Percentile(double days, double least, Sketch record) {
        this.days = days;
        this.least = least;
        this.record = record;
    }

    public static Percentile of(Map<String, Double> params) {
        return new Percentile(
                Math.max(FEWEST_DAYS, params.getOrDefault("days", USUAL_DAYS)),
                params.getOrDefault("least", Double.NEGATIVE_INFINITY),
                new Sketch());
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        var now = Math.floorDiv(sample.at(), HOUR);
        if (now != hour) {
            enter(sample.at());
            hour = now;
        }
        count++;
        mean += (sample.value() - mean) / count;
        if (known <= days) {
            return null;
        }
        var rank = sample.value() < least ? 0 : 100 * record.rank(sample.value());
        var judged = Double.isNaN(before) ? rank : Math.min(before, rank);
        before = rank;
        return sample.with(judged);
    }

    /** The hour that is over becomes part of the record; a new day counts when it begins. */
    private void enter(long at) {
        if (count > 0) {
            record.add(mean);
        }
        if (count == 0 || Math.floorDiv(at, DAY) != Math.floorDiv(hour * HOUR, DAY)) {
            known++;
        }
        count = 0;
        mean = 0;
    }

    @Override
    public Percentile copy() {
        var copy = new Percentile(days, least, record.copy());
        copy.hour = hour;
        copy.mean = mean;
        copy.count = count;
        copy.known = known;
        copy.before = before;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        record.write(out);
        out.writeLong(hour);
        out.writeDouble(mean);
        out.writeInt(count);
        out.writeInt(known);
        out.writeDouble(before);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static Percentile read(Map<String, Double> params, DataInput in) throws IOException {
        var percentile = of(params);
        percentile.record.read(in);
        percentile.hour = in.readLong();
        percentile.mean = in.readDouble();
        percentile.count = in.readInt();
        percentile.known = in.readInt();
        percentile.before = in.readDouble();
        return percentile;
    }
}
