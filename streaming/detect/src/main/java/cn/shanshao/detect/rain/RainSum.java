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
 * <p>Parameters: {@code hours}, 1/6…{@value RainRecord#REACH_HOURS}, default 24; those of {@link RainGauge}; {@code
 * known}, the share of the span that must be seen, default {@value Amount#ENOUGH}; {@code missingIsZero}; {@code from}, mm,
 * the lowest limit of the rule.
 */
public final class RainSum implements Lens {
    private static final double SHORTEST = 1.0 / 6;

    private final Duration span;
    private RainGauge gauge;
    private RainRecord rain;
    private Verdict verdict;

    private RainSum(Duration span, RainGauge gauge, RainRecord rain, Verdict verdict) {
        this.span = span;
        this.gauge = gauge;
        this.rain = rain;
        this.verdict = verdict;
    }

    public static RainSum of(Map<String, Double> params) {
        var hours = Math.max(SHORTEST, Math.min(RainRecord.REACH_HOURS, params.getOrDefault("hours", 24.0)));
        return new RainSum(
                Duration.ofSeconds(Math.round(hours * 3600)),
                RainGauge.of(params),
                RainRecord.reaching((int) Math.ceil(hours)),
                Verdict.of(params));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        var fall = gauge.read(sample.at(), sample.value(), condition(sample));
        if (fall == null || fall.kind() == Fall.Kind.IMPLAUSIBLE) {
            return null;
        }
        rain.take(fall);
        var sum = rain.sum(span);
        return verdict.tell(sample, sum.mm(), sum.sure(), sum.suspect() == 0);
    }

    /** A reading whose quality flag is not 1 counts, and corroborates nothing. */
    static Condition condition(Sample sample) {
        return sample.clean() ? Condition.FINE : Condition.SUSPECT;
    }

    @Override
    public RainSum copy() {
        return new RainSum(span, gauge.copy(), rain.copy(), verdict.copy());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        gauge.write(out);
        rain.write(out);
        verdict.write(out);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static RainSum read(Map<String, Double> params, DataInput in) throws IOException {
        var sum = of(params);
        sum.gauge = RainGauge.read(params, in);
        sum.rain = RainRecord.read((int) Math.ceil((double) sum.span.toMillis() / RainRecord.HOUR), in);
        sum.verdict.read(in);
        return sum;
    }
}
