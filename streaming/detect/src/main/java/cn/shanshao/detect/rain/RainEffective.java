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
 * The rain of the last 24 hours and what still counts of the days before it, mm (有效降雨量): R₀ + Σ kⁱ·Rᵢ, see
 * {@link EffectiveRain}. While too much of it is missing a sum that falls is not told.
 *
 * <p>Parameters: {@code k}, the share that is left after a day, default {@value EffectiveRain#USUAL_K}; {@code days} before
 * the last 24 hours, 1…{@value #MOST_DAYS}, default {@value #USUAL_DAYS}; {@code known}, the share that must be seen of the
 * last 24 hours, and, weighted in the same way, of the days before, default {@value Amount#ENOUGH}; {@code missingIsZero};
 * {@code from}, mm, the lowest limit of the rule.
 */
public final class RainEffective implements Lens {
    public static final int MOST_DAYS = 17;

    private static final int USUAL_DAYS = 14;
    private static final Duration DAY = Duration.ofDays(1);

    private final double k;
    private final int days;
    private final Verdict verdict;

    private RainEffective(double k, int days, Verdict verdict) {
        this.k = k;
        this.days = days;
        this.verdict = verdict;
    }

    public static RainEffective of(Map<String, Double> params) {
        var days = Math.round(params.getOrDefault("days", (double) USUAL_DAYS));
        return new RainEffective(
                params.getOrDefault("k", EffectiveRain.USUAL_K),
                (int) Math.max(1, Math.min(MOST_DAYS, days)),
                Verdict.of(params));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        if (past.rain().newest() == null) {
            return null;
        }
        var rain = past.rain().record();
        var today = rain.sum(DAY);
        var before = EffectiveRain.before(rain, rain.until() - DAY.toMillis(), k, days);
        return verdict.tell(
                sample,
                today.mm() + before.mm(),
                Math.min(today.sure(), before.sure()),
                today.suspect() + before.suspect() == 0);
    }

    @Override
    public RainEffective copy() {
        return new RainEffective(k, days, verdict.copy());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        verdict.write(out);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static RainEffective read(Map<String, Double> params, DataInput in) throws IOException {
        var lens = of(params);
        lens.verdict.read(in);
        return lens;
    }
}
