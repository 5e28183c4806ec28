package cn.shanshao.detect.rain;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SoilWaterIndex} of a gauge, mm (土壤雨量指数), in steps of one hour on the hour, and on the line between them.
 * The tanks begin empty, and forget: what they hold is known as far as the rain of some hours (the first tank) and of some
 * days (the third) was seen. Until it is, nothing that lowers is told.
 *
 * <p>Parameters: {@code known}, the share, fading with the tanks, that must be seen, default
 * {@value Amount#ENOUGH}: of a new gauge some ten days; {@code missingIsZero}; {@code from}, mm, the lowest limit of the
 * rule.
 */
public final class SoilWater implements Lens {
    /** Hours after which nothing of the water is left. */
    private static final int FORGOTTEN = 1500;

    private final Verdict verdict;
    private SoilWaterIndex tanks = SoilWaterIndex.EMPTY;
    /** Up to where rain has been taken, Unix ms. */
    private long until = Long.MIN_VALUE;
    /** mm since the last whole hour. */
    private double mm;
    /** ms since the last whole hour that were seen. */
    private double seen;
    /** Share of the rain of late that was seen: fades as fast as the first tank. */
    private double quick;
    /** The same, as slowly as the third. */
    private double slow;
    /** Share of the water that was suspect as it fell: fades like {@link #slow}. */
    private double suspect;

    private SoilWater(Verdict verdict) {
        this.verdict = verdict;
    }

    public static SoilWater of(Map<String, Double> params) {
        return new SoilWater(Verdict.of(params));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        var fall = past.rain().newest();
        if (fall == null) {
            return null;
        }
        if (until == Long.MIN_VALUE) {
            past.rain().record().falls().forEach(this::take);
        } else {
            take(fall);
        }
        var share = (double) (until - hour(until)) / RainRecord.HOUR;
        var index = tanks.step(share, mm).value();
        return verdict.tell(sample, index, Math.min(quick, slow), suspect < 1 - Amount.ENOUGH);
    }

    private static long hour(long at) {
        return Math.floorDiv(at, RainRecord.HOUR) * RainRecord.HOUR;
    }

    private void take(Fall fall) {
        if (until == Long.MIN_VALUE || fall.from() - until > FORGOTTEN * RainRecord.HOUR) {
            begin(fall.from());
        }
        if (fall.from() > until) {
            pass(fall.from(), 0, false, false);
        }
        pass(fall.to(), fall.mm(), fall.kind().isKnown(), fall.kind() == Fall.Kind.SUSPECT);
    }

    private void begin(long from) {
        tanks = SoilWaterIndex.EMPTY;
        until = from;
        mm = 0;
        seen = 0;
        quick = 0;
        slow = 0;
        suspect = 0;
    }

    /** Time goes on to {@code to}, with even rain. */
    private void pass(long to, double rain, boolean isKnown, boolean isSuspect) {
        var perMs = rain / Math.max(1, to - until);
        suspect = isSuspect && rain > 0 ? 1 : suspect;
        while (until < to) {
            var end = Math.min(to, hour(until) + RainRecord.HOUR);
            mm += perMs * (end - until);
            seen += isKnown ? end - until : 0;
            until = end;
            if (end == hour(end)) {
                strike();
            }
        }
    }

    /** A whole hour is over. */
    private void strike() {
        tanks = tanks.step(1, mm);
        var share = seen / RainRecord.HOUR;
        quick += (share - quick) * -Math.expm1(-SoilWaterIndex.B1);
        slow += (share - slow) * -Math.expm1(-SoilWaterIndex.B3);
        suspect *= Math.exp(-SoilWaterIndex.B3);
        mm = 0;
        seen = 0;
    }

    @Override
    public SoilWater copy() {
        var copy = new SoilWater(verdict.copy());
        copy.tanks = tanks;
        copy.until = until;
        copy.mm = mm;
        copy.seen = seen;
        copy.quick = quick;
        copy.slow = slow;
        copy.suspect = suspect;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        verdict.write(out);
        out.writeLong(until);
        for (var one : new double[] {tanks.first(), tanks.second(), tanks.third(), mm, seen, quick, slow, suspect}) {
            out.writeDouble(one);
        }
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static SoilWater read(Map<String, Double> params, DataInput in) throws IOException {
        var soil = of(params);
        soil.verdict.read(in);
        soil.until = in.readLong();
        soil.tanks = new SoilWaterIndex(in.readDouble(), in.readDouble(), in.readDouble());
        soil.mm = in.readDouble();
        soil.seen = in.readDouble();
        soil.quick = in.readDouble();
        soil.slow = in.readDouble();
        soil.suspect = in.readDouble();
        return soil;
    }
}
