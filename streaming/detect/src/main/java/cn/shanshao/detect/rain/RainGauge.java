package cn.shanshao.detect.rain;

import cn.shanshao.ingest.quality.GrossRange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Fall}s of the readings of one gauge, which are in the order of time: of a counter in mm, whose fall is a
 * reset, or of increments, mm in the interval that ends with the reading.
 *
 * <p>A counter keeps what fell while nobody listened; lost increments stay lost. More than
 * {@value GrossRange#RAIN_PER_HOUR} mm per hour is not believed. One stray value of a counter, high or low, adds no rain:
 * a fall counts as a reset only when the next reading is lower than the counter was before.
 *
 * <p>Parameters: {@code increments} ≠ 0, readings are increments, else a counter; {@code interval}, seconds between two
 * readings, where it is known better than the record tells.
 */
public final class RainGauge {
    private static final long NONE = Long.MIN_VALUE;
    private static final long MINUTE = 60_000;

    /** A counter that falls by less, in mm, has not moved: it was rounded. */
    private static final double ROUNDING = 0.005;

    /** A counter that is seen above this, in mm, right after a reset may be another gauge. */
    private static final double FROM_NOTHING = 10;

    /** The last reading of a counter, or one that is not believed yet. */
    private record Mark(long at, double total) {}

    private static final Mark UNSEEN = new Mark(NONE, 0);

    private final boolean counts;
    private Pace pace;
    private Mark last = UNSEEN;
    /** Above what can have fallen; believed when the next one stands on it. */
    private Mark stray = UNSEEN;
    /** Where the counter began anew, if the next reading agrees. */
    private Mark anew = UNSEEN;

    private RainGauge(boolean counts, Pace pace) {
        this.counts = counts;
        this.pace = pace;
    }

    public static RainGauge of(Map<String, Double> params) {
        return new RainGauge(
                params.getOrDefault("increments", 0.0) == 0,
                new Pace(Math.round(Math.max(0, params.getOrDefault("interval", 0.0)) * 1000)));
    }

    public static RainGauge counter() {
        return of(Map.of());
    }

    /** @param seconds that every increment covers */
    public static RainGauge increments(double seconds) {
        return of(Map.of("increments", 1.0, "interval", seconds));
    }

    /**
     * Takes the next reading.
     *
     * @param at Unix ms; one that is not after the last says nothing
     * @param value mm
     * @return {@code null} when it says nothing of the time before: the first of a counter
     */
    public @Nullable Fall read(long at, double value, Condition condition) {
        if (at <= last.at) {
            return null;
        }
        return counts ? total(new Mark(at, value), condition) : increment(at, value, condition);
    }

    private @Nullable Fall total(Mark next, Condition condition) {
        if (last.at == NONE) {
            last = next;
            return null;
        }
        if (condition == Condition.FROZEN) {
            return settle(next, 0, Fall.Kind.FROZEN);
        }
        return next.total < last.total - ROUNDING ? fallen(next, condition) : risen(next, condition);
    }

    private Fall risen(Mark next, Condition condition) {
        var mm = Math.max(0, next.total - last.total);
        if (isPlausible(mm, next.at - last.at)) {
            return settle(next, mm, kind(mm, next.at - last.at, condition));
        }
        return strayed(next, condition);
    }

    /** Below the last reading: the counter began anew, from 0 as a rule, or one value is wrong. */
    private Fall fallen(Mark next, Condition condition) {
        var begun = anew;
        if (begun.at == NONE || next.total < begun.total - ROUNDING) {
            anew = next;
            return new Fall(last.at, next.at, 0, Fall.Kind.RESET);
        }
        last = begun;
        anew = UNSEEN;
        var length = next.at - begun.at;
        if (!isPlausible(next.total, length)) {
            return risen(next, condition);
        }
        var isReplaced = begun.total > FROM_NOTHING;
        return settle(next, next.total, kind(next.total, length, isReplaced ? Condition.SUSPECT : condition));
    }

    /** Above the last reading by more than can fall: one value is wrong, or the gauge was replaced. */
    private Fall strayed(Mark next, Condition condition) {
        var before = stray;
        var isSecond = before.at != NONE
                && next.total >= before.total
                && isPlausible(next.total - before.total, next.at - before.at);
        if (isSecond) {
            last = before;
            var mm = next.total - before.total;
            return settle(next, mm, kind(mm, next.at - before.at, condition));
        }
        stray = next;
        return new Fall(last.at, next.at, 0, Fall.Kind.IMPLAUSIBLE);
    }

    private Fall settle(Mark next, double mm, Fall.Kind kind) {
        var fall = new Fall(last.at, next.at, mm, kind);
        pace.look(fall.length());
        last = next;
        stray = UNSEEN;
        anew = UNSEEN;
        return fall;
    }

    private Fall increment(long at, double mm, Condition condition) {
        var isFirst = last.at == NONE;
        var since = isFirst ? Math.max(MINUTE, pace.usual()) : at - last.at;
        var length = pace.isGap(since) ? pace.usual() : since;
        if (!isFirst) {
            pace.look(since);
        }
        last = new Mark(at, 0);
        if (condition == Condition.FROZEN) {
            return new Fall(at - length, at, 0, Fall.Kind.FROZEN);
        }
        return mm >= 0 && isPlausible(mm, length)
                ? new Fall(at - length, at, mm, kind(0, length, condition))
                : new Fall(at - length, at, 0, Fall.Kind.IMPLAUSIBLE);
    }

    private Fall.Kind kind(double mm, long length, Condition condition) {
        if (condition == Condition.SUSPECT) {
            return Fall.Kind.SUSPECT;
        }
        return mm > 0 && pace.isGap(length) ? Fall.Kind.SPREAD : Fall.Kind.MEASURED;
    }

    /** A bucket tips in a moment: less than a minute is taken as one. */
    private static boolean isPlausible(double mm, long length) {
        return mm <= GrossRange.RAIN_PER_HOUR * Math.max(MINUTE, length) / RainRecord.HOUR;
    }

    public RainGauge copy() {
        var copy = new RainGauge(counts, pace.copy());
        copy.last = last;
        copy.stray = stray;
        copy.anew = anew;
        return copy;
    }

    public void write(DataOutput out) throws IOException {
        pace.write(out);
        for (var mark : new Mark[] {last, stray, anew}) {
            out.writeLong(mark.at);
            out.writeDouble(mark.total);
        }
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static RainGauge read(Map<String, Double> params, DataInput in) throws IOException {
        var gauge = of(params);
        gauge.pace.read(in);
        gauge.last = mark(in);
        gauge.stray = mark(in);
        gauge.anew = mark(in);
        return gauge;
    }

    private static Mark mark(DataInput in) throws IOException {
        return new Mark(in.readLong(), in.readDouble());
    }
}
