package cn.shanshao.streaming.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often one channel of a device speaks.
 *
 * @param last placed time of its newest reading, Unix ms
 * @param value of that reading
 * @param gap between its readings of late, ms
 * @param heard when it came, processing time, Unix ms
 */
record Rhythm(long last, double value, double gap, long heard) {
    /** So many of its own gaps, or of the device's intervals, make a silence. */
    private static final int GAPS = 3;

    /** The newest gap counts for so much: a pause is forgotten after some readings [our default]. */
    private static final double NEWEST = 0.25;

    static Rhythm first(long at, double value, double interval, long now) {
        return new Rhythm(at, value, interval * 1_000, now);
    }

    Rhythm hear(long at, double other, long now) {
        return at <= last
                ? new Rhythm(last, value, gap, Math.max(heard, now))
                : new Rhythm(at, other, gap + NEWEST * (at - last - gap), now);
    }

    /**
     * How long it may be silent while others of its device speak, ms.
     *
     * @param interval of the device, s
     * @param least whatever its rhythm, ms
     */
    double patience(double interval, double least) {
        return Math.max(least, GAPS * Math.max(gap, interval * 1_000));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(last);
        out.writeDouble(value);
        out.writeDouble(gap);
        out.writeLong(heard);
    }

    static Rhythm read(DataInput in) throws IOException {
        return new Rhythm(in.readLong(), in.readDouble(), in.readDouble(), in.readLong());
    }
}
