package cn.shanshao.detect.movement;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rate of movement in mm/d (位移速率), as far as it is sure: the greatest of those over several stretches that stand
 * out of their error five times, so that a sudden start shows within the shortest and slow creep in the longest, and
 * noise in none. Judged is the least of the newest readings in a row ({@code samples}), so that one stray reading raises
 * nothing.
 *
 * <p>Parameters: {@code samples}, readings in a row, 1…5, default 2; {@code noise}, standard deviation of one reading in
 * mm, for an instrument whose noise is known better than its record tells.
 */
public final class Velocity implements Lens {
    /** Days. */
    private static final double[] STRETCHES = {1 / 24.0, 1 / 8.0, 0.5, 1, 3, 7};

    private final int inARow;
    private final double knownNoise;
    private Trail trail = new Trail();
    private Noise noise = new Noise();
    private double[] newest;
    private int seen;

    private Velocity(int inARow, double knownNoise) {
        this.inARow = inARow;
        this.knownNoise = knownNoise;
        this.newest = new double[inARow];
    }

    public static Velocity of(Map<String, Double> params) {
        return new Velocity(
                (int) Math.max(1, Math.min(5, params.getOrDefault("samples", 2.0))), params.getOrDefault("noise", 0.0));
    }

    @Override
    public @Nullable Sample look(Sample sample) {
        trail.add(sample.at(), sample.value());
        noise.look(trail);
        var fastest = fastest(trail, Math.max(knownNoise, noise.sigma()));
        if (fastest == null) {
            return null;
        }
        newest[seen++ % inARow] = fastest;
        return new Sample(sample.at(), leastInARow(), sample.mayOpen(), sample.clean());
    }

    /**
     * The fastest sure rate of all stretches, with its sign: 0 when none is sure, {@code null} when the trail is too
     * short to tell.
     */
    static @Nullable Double fastest(Trail trail, double noise) {
        Double fastest = null;
        for (var stretch : STRETCHES) {
            var rate = Rate.over(trail, stretch, noise);
            if (rate != null && (fastest == null || Math.abs(rate.sure()) > Math.abs(fastest))) {
                fastest = rate.sure();
            }
        }
        return fastest;
    }

    /** What goes to and fro does not move. */
    private double leastInARow() {
        var least = Math.abs(newest[0]);
        for (var rate : newest) {
            least = Math.signum(rate) == Math.signum(newest[0]) ? Math.min(least, Math.abs(rate)) : 0;
        }
        return least;
    }

    @Override
    public Velocity copy() {
        var copy = new Velocity(inARow, knownNoise);
        copy.trail = trail.copy();
        copy.noise = noise.copy();
        copy.newest = newest.clone();
        copy.seen = seen;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        trail.write(out);
        noise.write(out);
        out.writeInt(seen);
        for (var one : newest) {
            out.writeDouble(one);
        }
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static Velocity read(Map<String, Double> params, DataInput in) throws IOException {
        var velocity = of(params);
        velocity.trail = Trail.read(in);
        velocity.noise = Noise.read(in);
        velocity.seen = in.readInt();
        for (var i = 0; i < velocity.inARow; i++) {
            velocity.newest[i] = in.readDouble();
        }
        return velocity;
    }
}
