package cn.shanshao.detect.rain;

import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a record that has gaps. Rain that is known of is a lower bound, so it may raise, but nothing that
 * is missing may lower: while the record is incomplete only what is above all that was told is told.
 *
 * <p>Parameters: {@code known}, the share that must be seen, 0…1, default {@value Amount#ENOUGH}; {@code missingIsZero} ≠
 * 0, what is missing is taken as dry, as in published tables; {@code from}, the least value, in the unit of what is
 * judged, that an incomplete record tells while nothing was told: the lowest limit of the rule, default 0.
 */
final class Verdict {
    private final double need;
    private double told;

    private Verdict(double need, double told) {
        this.need = need;
        this.told = told;
    }

    static Verdict of(Map<String, Double> params) {
        return new Verdict(
                isMissingZero(params) ? 0 : params.getOrDefault("known", Amount.ENOUGH),
                justBelow(params.getOrDefault("from", 0.0)));
    }

    /** A limit is reached when it is met. */
    private static double justBelow(double from) {
        return from > 0 ? Math.nextDown(from) : 0;
    }

    static boolean isMissingZero(Map<String, Double> params) {
        return params.getOrDefault("missingIsZero", 0.0) != 0;
    }

    /** @param known share of what the value stands on that was seen */
    @Nullable
    Sample tell(Sample sample, double value, double known, boolean clean) {
        if (known < need && value <= told) {
            return null;
        }
        told = value;
        return new Sample(
                sample.at(), value, sample.mayOpen(), clean ? sample.flag() : Flag.worse(sample.flag(), Flag.SUSPECT));
    }

    Verdict copy() {
        return new Verdict(need, told);
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(told);
    }

    void read(DataInput in) throws IOException {
        told = in.readDouble();
    }
}
