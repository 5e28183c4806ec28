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
 * {@link RainThreshold.Cumulative}, default those of Seattle; {@code known}, the share of either
 * time that must be seen, default {@value Amount#ENOUGH}; {@code missingIsZero}; {@code from}, the lowest limit of the rule.
 */
public final class RainAntecedent implements Lens {
    private final RainThreshold.Cumulative limit;
    private final Verdict verdict;

    private RainAntecedent(RainThreshold.Cumulative limit, Verdict verdict) {
        this.limit = limit;
        this.verdict = verdict;
    }

    public static RainAntecedent of(Map<String, Double> params) {
        return new RainAntecedent(RainThreshold.Cumulative.of(params), Verdict.of(params));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        if (past.rain().newest() == null) {
            return null;
        }
        var rain = past.rain().record();
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
        return new RainAntecedent(limit, verdict.copy());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        verdict.write(out);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static RainAntecedent read(Map<String, Double> params, DataInput in) throws IOException {
        var lens = of(params);
        lens.verdict.read(in);
        return lens;
    }
}
