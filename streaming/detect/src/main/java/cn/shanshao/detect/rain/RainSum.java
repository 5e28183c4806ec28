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
 * What fell in the last hours, mm (累计雨量). While too much of them is missing a sum that falls is not told: missing is
 * not zero.
 *
 * <p>Parameters: {@code hours}, 1/6…{@value RainRecord#REACH_HOURS}, default 24; {@code known}, the share of the span that
 * must be seen, default {@value Amount#ENOUGH}; {@code missingIsZero}; {@code from}, mm, the lowest limit of the rule.
 */
public final class RainSum implements Lens {
    static final double USUAL_HOURS = 24;

    private static final double SHORTEST = 1.0 / 6;

    private final Duration span;
    private final Verdict verdict;

    private RainSum(Duration span, Verdict verdict) {
        this.span = span;
        this.verdict = verdict;
    }

    public static RainSum of(Map<String, Double> params) {
        return new RainSum(span(params), Verdict.of(params));
    }

    /** The hours that a rule sums over. */
    public static Duration span(Map<String, Double> params) {
        var hours = Math.max(SHORTEST, Math.min(RainRecord.REACH_HOURS, params.getOrDefault("hours", USUAL_HOURS)));
        return Duration.ofSeconds(Math.round(hours * 3600));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        if (past.rain().newest() == null) {
            return null;
        }
        var sum = past.rain().record().sum(span);
        return verdict.tell(sample, sum.mm(), sum.sure(), sum.suspect() == 0);
    }

    @Override
    public RainSum copy() {
        return new RainSum(span, verdict.copy());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        verdict.write(out);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static RainSum read(Map<String, Double> params, DataInput in) throws IOException {
        var sum = of(params);
        sum.verdict.read(in);
        return sum;
    }
}
