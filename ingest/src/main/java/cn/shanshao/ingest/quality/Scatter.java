package cn.shanshao.ingest.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much the readings of a channel scatter, learnt from how far each lies from the line between its neighbours; and
 * its resolution, the smallest step it has shown.
 */
final class Scatter {
    /** It is known after so many. */
    static final int KNOWN = 8;

    private static final int SURE = 25;
    private static final int LONG = 100;
    private static final int SHORT = 5;

    /** A spike must not be taken for noise: what is larger than so many times the mean counts as that. */
    private static final double CLIP = 4;

    /** From the mean distance to the standard deviation, for normal noise. */
    private static final double NORMAL = Math.sqrt(Math.PI / 2);

    private double mean;
    private int count;
    private double resolution = Double.POSITIVE_INFINITY;

    /**
     * @param distance of a reading from the line between its neighbours, in standard deviations of one reading's noise
     * @param unsettled much of late has been strange: the noise is another than before, and is learnt quickly
     */
    void look(double distance, boolean unsettled) {
        var counts = unsettled || count < KNOWN ? distance : Math.min(distance, CLIP * Math.max(mean, resolution()));
        count = Math.min(count + 1, LONG);
        mean += (counts - mean) / (unsettled ? Math.min(count, SHORT) : count);
    }

    void step(double before, double now) {
        var step = Math.abs(now - before);
        if (step > 1e-9 * Math.max(1, Math.abs(now))) {
            resolution = Math.min(resolution, step);
        }
    }

    /** Known well enough to call a reading false. */
    boolean isSure() {
        return count >= SURE;
    }

    /** Standard deviation; 0 until it is known. */
    double sigma() {
        return count >= KNOWN ? mean * NORMAL : 0;
    }

    double resolution() {
        return Double.isInfinite(resolution) ? 0 : resolution;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeShort(count);
        out.writeDouble(resolution);
    }

    static Scatter read(DataInput in) throws IOException {
        var scatter = new Scatter();
        scatter.mean = in.readDouble();
        scatter.count = in.readShort();
        scatter.resolution = in.readDouble();
        return scatter;
    }
}
