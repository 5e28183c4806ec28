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
 * How the storm that is going on compares with an intensity–duration limit (降雨强度—历时): its mean intensity over that of
 * the limit at its duration, so 1 is the limit; 0 when it is over. Nothing is said while it is shorter or longer than the
 * limit holds for, and nothing that lowers while too much of it, or its beginning, is missing.
 *
 * <p>Parameters: {@code c}, {@code alpha}, {@code beta}, {@code shortest}, {@code longest} of
 * {@link RainThreshold.PowerLaw}, default Caine's; {@code dry}, hours that end a storm from April to October, default 3;
 * {@code dryCold}, in the other months, default the same; {@code known}, the share of the storm
 * that must be seen, default {@value Amount#ENOUGH}; {@code missingIsZero}; {@code from}, the lowest limit of the rule.
 */
public final class RainIntensityDuration implements Lens {
    private final RainThreshold.PowerLaw limit;
    private final Verdict verdict;
    private Storm storm;
    private boolean suspect;
    private boolean hasBegun;

    private RainIntensityDuration(RainThreshold.PowerLaw limit, Storm storm, Verdict verdict) {
        this.limit = limit;
        this.storm = storm;
        this.verdict = verdict;
    }

    public static RainIntensityDuration of(Map<String, Double> params) {
        return new RainIntensityDuration(
                RainThreshold.PowerLaw.of(params),
                new Storm(separation(params), Verdict.isMissingZero(params)),
                Verdict.of(params));
    }

    private static Separation separation(Map<String, Double> params) {
        var warm = params.getOrDefault("dry", 3.0);
        return new Separation(warm, params.getOrDefault("dryCold", warm));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        var fall = past.rain().newest();
        if (fall == null) {
            return null;
        }
        if (hasBegun) {
            take(fall);
        } else {
            hasBegun = true;
            past.rain().record().falls().forEach(this::take);
        }
        if (!storm.isRaining()) {
            return verdict.tell(sample, 0, storm.known(), true);
        }
        return limit.holdsFor(storm.hours())
                ? verdict.tell(sample, limit.ratio(storm.mm(), storm.hours()), storm.known(), !suspect)
                : null;
    }

    private void take(Fall fall) {
        storm.take(fall);
        suspect = storm.isRaining() && (suspect || fall.kind() == Fall.Kind.SUSPECT);
    }

    @Override
    public RainIntensityDuration copy() {
        var copy = new RainIntensityDuration(limit, storm.copy(), verdict.copy());
        copy.suspect = suspect;
        copy.hasBegun = hasBegun;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        storm.write(out);
        verdict.write(out);
        out.writeBoolean(suspect);
        out.writeBoolean(hasBegun);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static RainIntensityDuration read(Map<String, Double> params, DataInput in) throws IOException {
        var lens = of(params);
        lens.storm = Storm.read(separation(params), Verdict.isMissingZero(params), in);
        lens.verdict.read(in);
        lens.suspect = in.readBoolean();
        lens.hasBegun = in.readBoolean();
        return lens;
    }
}
