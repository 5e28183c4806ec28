package cn.shanshao.detect.movement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The noise of one reading, measured from the record itself: how far a reading lies from the line between its
 * neighbours, as a running median, which a few jumps and slow movement leave as it is.
 */
final class Noise {
    /** From a median of |residual| to a standard deviation, for normal noise. */
    private static final double FROM_MEDIAN = 1.4826;

    private static final double SLOWEST = 0.01;

    private double median;
    private int seen;

    /** The newest three readings of the trail. */
    void look(Trail trail) {
        var last = trail.size() - 1;
        if (last < 2 || trail.count(last - 2) > 1) {
            return;
        }
        var span = trail.t(last) - trail.t(last - 2);
        var share = (trail.t(last - 1) - trail.t(last - 2)) / span;
        var between = trail.x(last - 2) + share * (trail.x(last) - trail.x(last - 2));
        var weights = 1 + (1 - share) * (1 - share) + share * share;
        look(Math.abs(trail.x(last - 1) - between) / Math.sqrt(weights));
    }

    private void look(double residual) {
        seen++;
        if (median == 0) {
            median = residual;
        } else {
            var step = Math.max(SLOWEST, 1.0 / (seen + 1));
            median *= residual > median ? 1 + step : 1 / (1 + step);
        }
    }

    /** mm; 0 while nothing is known. */
    double sigma() {
        return FROM_MEDIAN * median;
    }

    Noise copy() {
        var copy = new Noise();
        copy.median = median;
        copy.seen = seen;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(median);
        out.writeInt(seen);
    }

    static Noise read(DataInput in) throws IOException {
        var noise = new Noise();
        noise.median = in.readDouble();
        noise.seen = in.readInt();
        return noise;
    }
}
