package cn.shanshao.detect.instrument;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The noise of one reading, measured from the record itself: how far a reading lies from the line between its neighbours,
 * as a running mean of which single strays are cut. A mean, for the median of a coarse instrument that rests is 0.
 */
final class Scatter {
    /** From a mean of |residual| to a standard deviation, for normal noise. */
    private static final double FROM_MEAN = 1.2533;

    private static final double SLOWEST = 0.01;
    private static final double CUT = 5;

    private double mean;
    private int seen;

    /**
     * @param share of the time between the first and the third at which the middle one lies, 0…1
     */
    void look(double first, double middle, double third, double share) {
        var between = first + share * (third - first);
        var weights = 1 + (1 - share) * (1 - share) + share * share;
        var residual = Math.abs(middle - between) / Math.sqrt(weights);
        seen++;
        var cut = mean > 0 && seen > CUT ? Math.min(residual, CUT * mean) : residual;
        mean += (cut - mean) * Math.max(SLOWEST, 1.0 / seen);
    }

    /** Standard deviation of one reading; 0 while nothing is known. */
    double sigma() {
        return FROM_MEAN * mean;
    }

    Scatter copy() {
        var copy = new Scatter();
        copy.mean = mean;
        copy.seen = seen;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeInt(seen);
    }

    void read(DataInput in) throws IOException {
        mean = in.readDouble();
        seen = in.readInt();
    }
}
