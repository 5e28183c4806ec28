package cn.shanshao.detect.rain;

import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rain at one gauge as it has been so far: what every method of rain stands on. */
public final class Rain {
    private final boolean increments;
    private RainGauge gauge;
    private RainRecord record = RainRecord.full();
    private @Nullable Fall newest;

    private Rain(boolean increments, RainGauge gauge) {
        this.increments = increments;
        this.gauge = gauge;
    }

    /**
     * @param increments each reading is what fell since the one before; else it is a counter
     */
    public static Rain of(boolean increments) {
        return new Rain(increments, gauge(increments));
    }

    private static RainGauge gauge(boolean increments) {
        return RainGauge.of(params(increments));
    }

    private static Map<String, Double> params(boolean increments) {
        return Map.of("increments", increments ? 1.0 : 0.0);
    }

    /** Takes the next reading; what cannot have fallen is left out. */
    public void look(Sample sample) {
        var fall = gauge.read(sample.at(), sample.value(), condition(sample.flag()));
        newest = fall == null || fall.kind() == Fall.Kind.IMPLAUSIBLE ? null : fall;
        if (newest != null) {
            record.take(newest);
        }
    }

    /** A gauge that is not evaluated is frozen; any other doubt lets its rain count, and corroborate nothing. */
    static Condition condition(int flag) {
        return switch (flag) {
            case Flag.PASS -> Condition.FINE;
            case Flag.NOT_EVALUATED -> Condition.FROZEN;
            default -> Condition.SUSPECT;
        };
    }

    /** What the newest reading says of the time before it; {@code null} when it says nothing. */
    @Nullable
    Fall newest() {
        return newest;
    }

    RainRecord record() {
        return record;
    }

    /** For the whole region. */
    public RainNow now() {
        return RainNow.of(record);
    }

    public Rain copy() {
        var copy = new Rain(increments, gauge.copy());
        copy.record = record.copy();
        copy.newest = newest;
        return copy;
    }

    public void write(DataOutput out) throws IOException {
        out.writeBoolean(increments);
        gauge.write(out);
        record.write(out);
    }

    public static Rain read(DataInput in) throws IOException {
        var increments = in.readBoolean();
        var rain = new Rain(increments, RainGauge.read(params(increments), in));
        rain.record = RainRecord.read(in);
        return rain;
    }
}
