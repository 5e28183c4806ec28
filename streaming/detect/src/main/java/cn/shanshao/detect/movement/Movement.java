package cn.shanshao.detect.movement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The movement of one mark as it has been so far: its trail, the noise of its readings, and how fast it is now, over
 * several stretches, so that a sudden start shows within the shortest and slow creep in the longest.
 */
public final class Movement {
    /** Days. */
    private static final double[] STRETCHES = {1 / 24.0, 1 / 8.0, 0.5, 1, 3, 7};

    /** Days: over less, the way counts as if it had taken as long, or a jolt of a millimetre were a fast slope. */
    private static final double SHORTEST = 0.25;

    private final Trail trail;
    private final Noise noise;
    /** The newest answer, for the methods that ask the same. Not written down. */
    private double askedWith = Double.NaN;

    private @Nullable Double fastest;

    public Movement() {
        this(new Trail(), new Noise());
    }

    private Movement(Trail trail, Noise noise) {
        this.trail = trail;
        this.noise = noise;
    }

    /**
     * @param at Unix ms, above that of the one before
     * @param place mm
     */
    public void look(long at, double place) {
        look(at, place, 1);
    }

    /**
     * A mean in place of the readings that it was made of.
     *
     * @param at their mean time
     */
    public void look(long at, double place, int readings) {
        trail.add(at, place, readings);
        noise.look(trail);
        askedWith = Double.NaN;
    }

    Trail trail() {
        return trail;
    }

    /** Time of the newest reading, days since 1970. */
    double now() {
        return trail.t(trail.size() - 1);
    }

    /**
     * Standard deviation of one reading, mm.
     *
     * @param known that of the instrument; what the record shows counts where it is more
     */
    double noise(double known) {
        return Math.max(known, noise.sigma());
    }

    /**
     * The fastest sure rate of all stretches, mm/d, with its sign: 0 when none is sure, {@code null} when the trail is
     * too short to tell.
     */
    @Nullable
    Double fastest(double known) {
        if (known != askedWith) {
            askedWith = known;
            fastest = fastestOf(noise(known));
        }
        return fastest;
    }

    private @Nullable Double fastestOf(double sigma) {
        Double found = null;
        for (var rate : rates(sigma)) {
            var weighed = rate.sure() * Math.min(1, rate.days() / SHORTEST);
            found = found == null || Math.abs(weighed) > Math.abs(found) ? weighed : found;
        }
        return found;
    }

    /** Between the newest two readings, and over each stretch that the trail can tell. */
    private List<Rate> rates(double sigma) {
        var rates = new ArrayList<Rate>();
        var newest = Rate.ofNewest(trail, sigma);
        if (newest != null) {
            rates.add(newest);
        }
        for (var stretch : STRETCHES) {
            var rate = Rate.over(trail, stretch, sigma);
            if (rate != null) {
                rates.add(rate);
            }
        }
        return rates;
    }

    public Movement copy() {
        return new Movement(trail.copy(), noise.copy());
    }

    public void write(DataOutput out) throws IOException {
        trail.write(out);
        noise.write(out);
    }

    public static Movement read(DataInput in) throws IOException {
        return new Movement(Trail.read(in), Noise.read(in));
    }
}
