package cn.shanshao.detect.rain;

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
 * How the rain of some days, with a share of what fell before them, compares with a cumulative limit (前期累计雨量): 1 is
 * the limit. While too much of either is missing a ratio that falls is not told.
 *
 * <p>Parameters: {@code intercept}, mm, {@code slope}, {@code recent} and {@code before}, hours, of
 * {@link RainThreshold.Cumulative}, default those of Seattle; those of {@link RainGauge}; {@code known}, the share of either
 * time that must be seen, default {@value Amount#ENOUGH}; {@code missingIsZero}; {@code from}, the lowest limit of the rule.
 */
public final class RainAntecedent implements Lens {
    private final RainThreshold.Cumulative limit;
    private RainGauge gauge;
    private RainRecord rain;
    private Verdict verdict;

    private RainAntecedent(RainThreshold.Cumulative limit, RainGauge gauge, RainRecord rain, Verdict verdict) {
        this.limit = limit;
        this.gauge = gauge;
        this.rain = rain;
        this.verdict = verdict;
    }

    public static RainAntecedent of(Map<String, Double> params) {
        var limit = RainThreshold.Cumulative.of(params);
        return new RainAntecedent(limit, RainGauge.of(params), RainRecord.reaching(limit.reach()), Verdict.of(params));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        var fall = gauge.read(sample.at(), sample.value(), RainSum.condition(sample));
        if (fall == null || fall.kind() == Fall.Kind.IMPLAUSIBLE) {
            return null;
        }
        rain.take(fall);
        var span = Duration.ofHours(limit.recent());
        var recent = rain.sum(span);
        var before = rain.sum(rain.until() - span.toMillis(), Duration.ofHours(limit.before()));
        return verdict.tell(
                sample,
                limit.ratio(recent.mm(), before.mm()),
                Math.min(recent.sure(), before.sure()),
                recent.suspect() + before.suspect() == 0);
    }

    @Override
    public RainAntecedent copy() {
        return new RainAntecedent(limit, gauge.copy(), rain.copy(), verdict.copy());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        gauge.write(out);
        rain.write(out);
        verdict.write(out);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static RainAntecedent read(Map<String, Double> params, DataInput in) throws IOException {
        var lens = of(params);
        lens.gauge = RainGauge.read(params, in);
        lens.rain = RainRecord.read(lens.limit.reach(), in);
        lens.verdict.read(in);
        return lens;
    }
}
