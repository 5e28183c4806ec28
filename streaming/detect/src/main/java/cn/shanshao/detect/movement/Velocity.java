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
 * The rate of movement in mm/d (位移速率), as far as it is sure: the greatest of those over several stretches that stand
 * out of their error five times, so noise shows in none. Judged is the least of the newest readings in a row ({@code
 * samples}), so that one stray reading raises nothing.
 *
 * <p>Parameters: {@code samples}, readings in a row, 1…5, default 2; {@code noise}, standard deviation of one reading in
 * mm, for an instrument whose noise is known better than its record tells.
 */
public final class Velocity implements Lens {
    private final double noise;
    private InARow row;

    private Velocity(double noise, InARow row) {
        this.noise = noise;
        this.row = row;
    }

    public static Velocity of(Map<String, Double> params) {
        return new Velocity(params.getOrDefault("noise", 0.0), new InARow(params.getOrDefault("samples", 2.0)));
    }

    @Override
    public @Nullable Sample look(Sample sample, Past past) {
        var fastest = past.movement().fastest(noise);
        return fastest == null ? null : sample.with(row.take(fastest));
    }

    @Override
    public Velocity copy() {
        return new Velocity(noise, row.copy());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        row.write(out);
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static Velocity read(Map<String, Double> params, DataInput in) throws IOException {
        var velocity = of(params);
        velocity.row.read(in);
        return velocity;
    }
}
