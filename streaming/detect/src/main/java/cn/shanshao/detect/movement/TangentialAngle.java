package cn.shanshao.detect.movement;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The improved tangential angle in degrees (改进切线角): α = arctan(v / v₀), where v₀ is the rate of steady creep (等速变形阶段).
 * 45° is creep as always, 80° is 5.67 times as fast, 85° is 11.4 times.
 *
 * <p>v₀ should be a rate that somebody has approved. Where none is, one is proposed by {@link ReferenceRate} and the angle
 * stays below {@value #PROPOSED_AT_MOST}°, for nobody has looked at it. An angle says nothing of how fast the mark is: below
 * {@code rate} it is told as 45° at most, and so it is while it does not differ from v₀ by more than its error.
 *
 * <p>Parameters: {@code v0}, mm/d, as approved; {@code rate}, mm/d, default {@value #MOVES}; {@code samples} and {@code
 * noise} as of {@link Velocity}.
 *
 * <p>Sources: Xu et al. (许强等), 2009, on the improved tangential angle; the four stages after EURASIP J. Wireless Com.
 * Netw. 2021, 10.1186/s13638-021-02033-y. Rate and angle together: Leijiashan, 10.16031/j.cnki.issn.1003-8035.202303041.
 */
public final class TangentialAngle implements Lens {
    /** Degrees: below the published limit of red. */
    static final double PROPOSED_AT_MOST = 84.9;

    /** mm/d; our default, the yellow limit of {@link Velocity}. */
    static final double MOVES = 5;

    private static final double STEADY = 45;

    private final double approved;
    private final double needed;
    private final double noise;
    private InARow row;
    private ReferenceRate proposed = ReferenceRate.NONE;

    private TangentialAngle(double approved, double needed, double noise, InARow row) {
        this.approved = approved;
        this.needed = needed;
        this.noise = noise;
        this.row = row;
    }

    public static TangentialAngle of(Map<String, Double> params) {
        return new TangentialAngle(
                params.getOrDefault("v0", Double.NaN),
                params.getOrDefault("rate", MOVES),
                params.getOrDefault("noise", 0.0),
                new InARow(params.getOrDefault("samples", 2.0)));
    }

    /** arctan(v / v₀) in degrees, 0…90. */
    public static double angle(double rate, double reference) {
        return Math.toDegrees(Math.atan2(Math.abs(rate), reference));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        var movement = past.movement();
        proposed = Double.isNaN(approved) ? proposed.lookedAt(movement, noise) : proposed;
        var fastest = movement.fastest(noise);
        if (fastest == null) {
            return null;
        }
        var least = row.take(fastest);
        var reference = reference();
        return Double.isNaN(reference) ? null : sample.with(judged(least, reference));
    }

    private double judged(double rate, double reference) {
        var angle = angle(rate, reference);
        if (rate < needed) {
            return Math.min(angle, STEADY);
        }
        return Double.isNaN(approved) ? Math.min(angle, PROPOSED_AT_MOST) : angle;
    }

    /** v₀, mm/d: the approved or the proposed one; NaN while there is neither. */
    public double reference() {
        return Double.isNaN(approved) ? proposed.rate() : approved;
    }

    @Override
    public TangentialAngle copy() {
        var copy = new TangentialAngle(approved, needed, noise, row.copy());
        copy.proposed = proposed;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        row.write(out);
        proposed.write(out);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static TangentialAngle read(Map<String, Double> params, DataInput in) throws IOException {
        var angle = of(params);
        angle.row.read(in);
        angle.proposed = ReferenceRate.read(in);
        return angle;
    }
}
